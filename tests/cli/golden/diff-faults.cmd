echo '{"format_version": "1.0"}' > $OUT/a.json
relook diff $OUT/a.json tests/cli/estate -d lamps --data tests/cli/data
relook diff $OUT/a.json $OUT/a.json -d lamps --data tests/cli/data
relook diff tests/cli/estate tests/cli/later --data tests/cli/data
relook diff tests/cli/estate tests/cli/faulty -d lamps --data tests/cli/data
relook diff tests/cli/estate -d lamps --on 2023-01-28 --on 2023-02-30 --data tests/cli/data
