relook vendors --help
