relook decisions --help
