relook validate tests/cli/faulty --data tests/cli/data
