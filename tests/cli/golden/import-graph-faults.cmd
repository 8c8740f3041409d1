relook import src/io/testdata/gml/fault_syntax.gml -o $OUT/lamps --data tests/cli/data; echo $?
relook import src/io/testdata/gml/fault_day.gml -o $OUT/lamps --data tests/cli/data; echo $?
relook import src/io/testdata/gml/fault_day.gml --as-of 2005-06-30 --assume elements.functoin=P -o $OUT/lamps --data tests/cli/data; echo $?
relook import tests/cli/tables/lamps.gml --metric hops -o $OUT/lamps --data tests/cli/data; echo $?
relook import tests/cli/tables/lamps.gml tests/cli/tables/lamps.gml -o $OUT/lamps --data tests/cli/data; echo $?
relook import tests/cli/tables/lamps.gml --map tests/cli/tables/kit.toml -o $OUT/lamps --data tests/cli/data; echo $?
relook import tests/cli/tables/kit.csv --map tests/cli/tables/kit.toml --metric great-circle -o $OUT/kit --data tests/cli/data; echo $?
relook import tests/cli/tables/lamps.gml --draft-map --data tests/cli/data; echo $?
relook import tests/cli/tables/none.gml -o $OUT/lamps --data tests/cli/data; echo $?
ls $OUT
