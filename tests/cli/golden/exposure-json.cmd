relook exposure examples/ring/estate --format json
