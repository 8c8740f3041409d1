relook exposure examples/ring/estate --off 'function == "P"' --assume elements.vendor=nokia
