relook check tests/cli/estate -d tests/cli/contradictions/words.toml --data tests/cli/data
