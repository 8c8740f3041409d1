cp -r tests/cli/estate "$OUT/estate"; rm "$OUT/estate/sites.csv"
relook check "$OUT/estate" -d lamps --data tests/cli/data --survey 2 --seed 7 | sed -n '/What these visits/,$p'
relook check "$OUT/estate" -d lamps --data tests/cli/data --survey 2 --seed 7 --format json | sed -n '/"survey"/,$p'
