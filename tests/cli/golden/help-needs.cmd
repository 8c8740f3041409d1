relook needs --help
