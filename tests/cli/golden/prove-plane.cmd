relook prove examples/ring/estate --avoid true --from true --to true --plane gold
