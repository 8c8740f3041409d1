relook check --help
