relook pack tests/cli/faulty -o $OUT/e.pack --data tests/cli/data; code=$?; ls $OUT; exit $code
