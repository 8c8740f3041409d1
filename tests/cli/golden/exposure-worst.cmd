relook exposure examples/ring/estate -k 1 --fail link
