relook decisions show lamps --data tests/cli/data
