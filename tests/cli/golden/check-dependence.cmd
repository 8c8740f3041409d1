relook check examples/ring/estate -d examples/ring/dependence.toml
