relook decisions test tests/cli/cases --data tests/cli/data
