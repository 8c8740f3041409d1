relook decisions test tests/cli/estate --data tests/cli/data
