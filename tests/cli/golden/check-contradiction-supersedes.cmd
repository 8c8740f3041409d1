relook check tests/cli/estate -d tests/cli/contradictions/supersedes.toml --data tests/cli/data
