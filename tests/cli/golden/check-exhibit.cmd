relook check tests/cli/estate -d lamps --data tests/cli/data --set limit=33% --assume "elements.vendor=nokia where model == \"a'b\"" --exhibit $OUT/evidence >$OUT/stdout
code=$?
cd $OUT/evidence
cmp $OUT/stdout report.txt
find . -type f | LC_ALL=C sort
cat command.txt README.txt
sha256sum -c SHA256SUMS
exit $code
