cp -r tests/cli/estate-b "$OUT/b"
sed -i -e 's/2023-02-01/2023-01-02/' -e 's/GBP/EUR/' "$OUT/b/estate.toml"
relook check tests/cli/estate "$OUT/b" -d lamps --data tests/cli/data
