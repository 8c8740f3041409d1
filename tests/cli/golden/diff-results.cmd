relook check tests/cli/estate -d lamps --data tests/cli/data --format json -o $OUT/a.json
relook check tests/cli/later -d lamps --data tests/cli/data --format json -o $OUT/b.json
relook diff $OUT/a.json $OUT/b.json --data tests/cli/data --format markdown
