relook chekc tests/cli/estate
