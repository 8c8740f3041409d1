relook prove tests/cli/zero-cost --avoid true --demands true --data tests/cli/data
