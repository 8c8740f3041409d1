relook check tests/cli/estate -d lamp --data tests/cli/data
