relook decisions test --data tests/cli/data
