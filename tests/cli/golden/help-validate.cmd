relook validate --help
