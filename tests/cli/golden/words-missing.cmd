relook check tests/cli/estate
