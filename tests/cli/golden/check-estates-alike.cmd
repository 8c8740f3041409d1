relook check tests/cli/estate tests/cli/estate -d lamps --data tests/cli/data
