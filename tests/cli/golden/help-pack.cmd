relook pack --help
