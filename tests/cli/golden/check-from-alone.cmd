relook check tests/cli/estate -d lamps --data tests/cli/data --from 2022-06-01
