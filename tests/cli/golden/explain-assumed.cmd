relook explain core/operator=op-a tests/cli/estate -d lamps --data tests/cli/data --on 2024-07-01 --assume elements.vendor=nokia --format json
