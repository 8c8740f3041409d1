cp -r tests/cli/estate-b "$OUT/b"
rm "$OUT/b/supplies.csv"
relook check tests/cli/estate "$OUT/b" -d lamps --data tests/cli/data
