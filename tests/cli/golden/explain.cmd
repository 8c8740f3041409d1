relook explain sites/operator=op-a tests/cli/estate -d lamps --data tests/cli/data
