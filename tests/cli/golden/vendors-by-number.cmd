relook vendors 2011 --data tests/cli/data --format json
