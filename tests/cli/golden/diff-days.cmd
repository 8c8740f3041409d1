relook diff tests/cli/estate -d lamps --on 2023-01-28 --on 2023-01-29 --data tests/cli/data --format json
