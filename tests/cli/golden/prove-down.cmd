relook prove examples/ring/estate -d examples/ring/ring.toml --down ashby-brook,r-elm
