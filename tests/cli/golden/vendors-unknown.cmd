relook vendors hauwei 99 --data tests/cli/data
