# More visits than there are sites, with an assumption, which a visit does not take over.
relook check tests/cli/estate -d lamps --data tests/cli/data --survey 20 --seed 7 --on 2024-07-01 --assume elements.vendor=nokia --format markdown
