relook pack tests/cli/estate -o $OUT/e.pack --format json --data tests/cli/data
