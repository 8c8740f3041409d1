relook pack tests/cli/tables/kit.csv -o $OUT/e.pack --data tests/cli/data
