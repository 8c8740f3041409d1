relook prove examples/ring/estate --avoid 'vendor in family("huawei")' --from 'function == "PE"' --to 'function == "PE"' -k 2 --replay embassy,clinic --format json
