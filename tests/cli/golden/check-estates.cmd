relook check tests/cli/estate-b tests/cli/estate -d lamps --data tests/cli/data
