relook check tests/cli/estate -d lamps --set limit
