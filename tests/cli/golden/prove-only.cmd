relook prove examples/ring/estate -d examples/ring/ring.toml --only 'site.region == "north" and not id == "r-brook"' --each breaches
