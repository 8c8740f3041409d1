relook decisions show tests/cli/contradictions/supersedes.toml --data tests/cli/data
