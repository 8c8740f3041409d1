relook exposure examples/ring/estate -k 2 --budget 9 --format csv
