relook check tests/cli/estate -d tests/cli/contradictions/itself.toml --data tests/cli/data
