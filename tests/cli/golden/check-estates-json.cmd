relook check tests/cli/estate tests/cli/estate-b -d lamps --data tests/cli/data --format json --list 1
