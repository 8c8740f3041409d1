relook exposure examples/ring/estate --off 'vendr == "x"' --stops hosted
