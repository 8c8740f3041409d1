relook prove tests/cli/estate --avoid true --demands true --data tests/cli/data
