relook import tests/cli/tables/kit.csv --draft-map --data tests/cli/data
