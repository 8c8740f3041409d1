relook check tests/cli/estate -d lamps --data tests/cli/data --set limit=33% --format csv
