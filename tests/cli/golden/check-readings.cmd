relook check tests/cli/estate -d lamps --data tests/cli/data --readings
