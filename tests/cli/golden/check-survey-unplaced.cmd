# What cannot be visited is counted: one element stands nobody knows where, one at no site.
cp -r tests/cli/estate "$OUT/estate"
sed -i 's/,dc,AMF/,,AMF/; s/,m1,gNB/,-,gNB/' "$OUT/estate/elements.csv"
relook check "$OUT/estate" -d lamps --data tests/cli/data --survey 2 --seed 7 | sed -n '/What these visits/,/What to look for/p'
