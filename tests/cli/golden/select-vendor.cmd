relook select tests/cli/estate 'vendor in family("hauwei")' --data tests/cli/data
