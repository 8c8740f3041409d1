relook --help
