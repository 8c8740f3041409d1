relook validate tests/cli/estate b
