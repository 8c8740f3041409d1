relook import tests/cli/tables/kit.csv --map tests/cli/tables/kit.toml -o $OUT/kit --data tests/cli/data | sed "s|$OUT|OUT|"
head $OUT/kit/* | sed "s|$OUT|OUT|"
