relook prove examples/ring/estate -d examples/ring/ring.toml --replay embassy-1
