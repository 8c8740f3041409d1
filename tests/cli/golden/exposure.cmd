relook exposure examples/ring/estate
