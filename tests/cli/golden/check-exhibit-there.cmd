mkdir $OUT/evidence
relook check tests/cli/estate -d lamps --data tests/cli/data --exhibit $OUT/evidence
