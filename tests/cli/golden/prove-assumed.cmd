relook prove examples/ring/estate -d examples/ring/ring.toml --assume elements.vendor=nokia
