relook validate tests/cli/estate --fromat=json
