relook decisions show lamp --data tests/cli/data
