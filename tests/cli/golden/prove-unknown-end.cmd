relook prove examples/ring/estate -d examples/ring/ring.toml --replay embasy-1; relook prove examples/ring/estate --avoid true --from true --to true --replay embassy,nobody
