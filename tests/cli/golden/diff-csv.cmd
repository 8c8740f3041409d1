relook diff tests/cli/estate tests/cli/later -d lamps --data tests/cli/data --format csv
