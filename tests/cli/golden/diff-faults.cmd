echo '{"format_version": "1.0"}' > $OUT/a.json
relook diff $OUT/a.json tests/cli/estate -d lamps --data tests/cli/data
relook diff $OUT/a.json $OUT/a.json -d lamps --data tests/cli/data
relook diff tests/cli/estate tests/cli/later --data tests/cli/data
relook diff tests/cli/estate tests/cli/faulty -d lamps --data tests/cli/data
relook diff tests/cli/estate -d lamps --on 2023-01-28 --on 2023-02-30 --data tests/cli/data
relook diff $OUT/nowhere.json $OUT/a.json --data tests/cli/data
echo '{"format_version": "1.0", "on": "2020-13-01", "findings": [{"id": 3}]}' > $OUT/b.json
relook diff $OUT/b.json $OUT/b.json --data tests/cli/data
