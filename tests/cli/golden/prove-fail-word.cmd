relook prove examples/ring/estate --avoid true --demands true -k 1 --fail link,nodes
