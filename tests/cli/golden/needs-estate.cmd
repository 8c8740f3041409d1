relook needs -d lamps tests/cli/estate --data tests/cli/data
