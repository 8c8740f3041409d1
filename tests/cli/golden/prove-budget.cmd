relook prove examples/ring/estate -d examples/ring/ring.toml --budget 3
