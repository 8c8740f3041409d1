relook prove examples/ring/estate --avoid true --demands true -k 4
