relook check tests/cli/estate -d lamps --data tests/cli/data --survey 2 --seed 7 --on 2024-07-01 --format json | sed -n '/"survey"/,$p'
