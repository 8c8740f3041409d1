printf 'date,element,action,vendor\n2023-03-01,op-b/amf,replace,nokia\n' > "$OUT/with.csv"
relook check tests/cli/estate tests/cli/estate-b -d lamps --data tests/cli/data --on 2023-04-01 --with "$OUT/with.csv" --format csv
printf 'date,element,action,vendor\n2023-03-01,amf,replace,nokia\n' > "$OUT/with.csv"
relook check tests/cli/estate tests/cli/estate-b -d lamps --data tests/cli/data --on 2023-04-01 --with "$OUT/with.csv"
