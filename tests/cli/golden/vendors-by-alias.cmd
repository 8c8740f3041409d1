relook vendors 'NOKIA networks' --data tests/cli/data --format csv
