relook prove examples/ring/estate -d uk-2020-01-28
