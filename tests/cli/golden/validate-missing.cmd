relook validate tests/cli/nowhere --data tests/cli/data
