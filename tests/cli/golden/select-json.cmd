relook select tests/cli/estate 'vendor in family("huawei")' --data tests/cli/data --format json
