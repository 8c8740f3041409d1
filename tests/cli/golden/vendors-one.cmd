relook vendors xfusion --data tests/cli/data --on 2021-11-04
