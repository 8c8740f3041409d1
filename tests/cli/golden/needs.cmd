relook needs -d lamps --data tests/cli/data
