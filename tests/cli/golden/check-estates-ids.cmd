printf 'rule,selector,until\ncore,"id == ""amf""",2030-01-01\n' > "$OUT/waivers.csv"
printf 'id,kind,sites\np,base,dc;m2\n' > "$OUT/places.csv"
relook check tests/cli/estate tests/cli/estate-b -d lamps --data tests/cli/data --waivers "$OUT/waivers.csv" --places "$OUT/places.csv"
