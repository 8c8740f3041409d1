relook prove --help
