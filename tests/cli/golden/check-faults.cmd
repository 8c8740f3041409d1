relook check tests/cli/faulty -d tests/cli/cases/wrong.toml --places tests/cli/nowhere.csv --data tests/cli/data
