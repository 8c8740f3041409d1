relook prove tests/cli/ring --avoid 'vendor in family("huawei")' --demands true -k 1 --fail link,node,srlg,site
