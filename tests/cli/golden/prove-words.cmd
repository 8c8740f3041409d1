relook prove examples/ring/estate --avoid 'vendor in family("huawei")' --demands 'class == "government"' -k 1 --fail site,srlg --ends ignore
