relook vendors --data tests/cli/data --format csv --on 2021-11-04
