relook check tests/cli/estate -d tests/cli/contradictions/dates.toml --data tests/cli/data
