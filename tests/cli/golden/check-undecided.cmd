relook check tests/cli/estate -d lamps --data tests/cli/data --on 2024-07-01 --format csv
