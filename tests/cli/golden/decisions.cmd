relook decisions --data tests/cli/data
