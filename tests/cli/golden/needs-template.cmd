relook needs -d lamps --data tests/cli/data --template $OUT/new >/dev/null
cat $OUT/new/estate.toml; head $OUT/new/*.csv | sed "s|$OUT|OUT|"
sed -i "s/^name = .*/name = \"Mine\"/; s/^# as_of/as_of/" $OUT/new/estate.toml
relook validate $OUT/new --data tests/cli/data | head -4
relook needs -d lamps --data tests/cli/data --template $OUT/new 2>&1 | sed "s|$OUT|OUT|"
