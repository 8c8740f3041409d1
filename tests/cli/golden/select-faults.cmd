relook select tests/cli/estate 'vendr == "x"' --over elemnts --data tests/cli/data
