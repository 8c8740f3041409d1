relook diff tests/cli/estate -d lamps --data tests/cli/data
