relook pack tests/cli/estate -o $OUT/e.pack --data tests/cli/data
relook validate $OUT/e.pack --data tests/cli/data --format csv
