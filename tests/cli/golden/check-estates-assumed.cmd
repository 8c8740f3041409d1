cp -r tests/cli/estate "$OUT/a"
echo 'assume = ["elements.vendor=ericsson", "elements.cells=3"]' >> "$OUT/a/estate.toml"
cp -r tests/cli/estate-b "$OUT/b"
sed -i 's/amf,op-b,-,-,dc,AMF,huawei/amf,op-b,-,-,dc,AMF,/' "$OUT/b/elements.csv"
relook check "$OUT/a" "$OUT/b" -d lamps --data tests/cli/data --on 2024-07-01
