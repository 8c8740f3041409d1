relook decisions test tests/cli/cases/wrong.toml --data tests/cli/data
