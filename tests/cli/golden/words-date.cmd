relook check tests/cli/estate -d lamps --on 2023-02-30
