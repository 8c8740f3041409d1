prove() { relook prove tests/cli/ring/estate --avoid 'vendor == "huawei"' --demands true "$@"; echo "exit $?"; }
prove --certificate x.jsonl --certificate-sample 0 --seed 7
prove --certificate x.jsonl --certificate-sample 10001 --seed 7
prove --certificate x.jsonl --certificate-sample 2.5 --seed 7
prove --certificate x.jsonl --certificate-sample 3
prove --certificate-sample 3 --seed 7
prove --certificate x.jsonl --seed 7
prove --certificate x.jsonl --certificate-sample 3 --seed ''
