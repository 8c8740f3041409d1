relook prove examples/ring/estate --avoid 'vendor == "huwei"' --demands true
