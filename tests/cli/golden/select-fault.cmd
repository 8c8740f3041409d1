relook select tests/cli/estate 'vendr == "x"' --data tests/cli/data
