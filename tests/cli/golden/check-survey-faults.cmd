check() { relook check tests/cli/estate -d lamps --data tests/cli/data "$@"; echo "exit $?"; }
check --survey 0 --seed 7
check --survey -1 --seed 7
check --survey 2.5 --seed 7
check --survey 1000001 --seed 7
check --survey 3
check --seed 7
check --survey 3 --seed ''
check --survey 3 --seed "$(printf 'a\tb')"
