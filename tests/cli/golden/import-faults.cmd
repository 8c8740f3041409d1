relook import tests/cli/tables/kit.csv tests/cli/tables/none.csv --map tests/cli/tables/wrong.toml -o $OUT/kit --data tests/cli/data; ls $OUT
