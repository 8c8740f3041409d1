relook check examples/ring/estate -d examples/ring/ring.toml
