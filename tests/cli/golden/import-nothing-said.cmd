relook import tests/cli/tables/kit.csv --data tests/cli/data
