relook pack tests/cli/estate -o $OUT/e.pack --data tests/cli/data >$OUT/said
truncate -s -9 $OUT/e.pack
relook check $OUT/e.pack -d lamps --data tests/cli/data
