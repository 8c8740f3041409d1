relook select --help
