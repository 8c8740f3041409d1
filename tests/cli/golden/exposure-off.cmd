relook exposure examples/ring/estate --off 'vendor in family("huawei")'
