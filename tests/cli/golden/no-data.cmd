relook decisions --data tests/cli/estate
