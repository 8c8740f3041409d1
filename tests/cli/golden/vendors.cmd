relook vendors --data tests/cli/data
