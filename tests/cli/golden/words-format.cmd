relook check tests/cli/estate -d lamps --format jsn
