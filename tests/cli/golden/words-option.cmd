relook check tests/cli/estate -d lamps --palces x.csv
