relook import --help
