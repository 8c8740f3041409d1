relook validate tests/cli/estate --data tests/cli/data
