cp -r tests/cli/estate-b "$OUT/b"
printf 'id,name,country\nop-a,Operator A plc,FR\nop-b,Operator B,GB\n' > "$OUT/b/operators.csv"
relook check tests/cli/estate "$OUT/b" -d lamps --data tests/cli/data
