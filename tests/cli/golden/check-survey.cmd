# Five sites of a town, and what to look for there.
relook check examples/town/estate --data . -d decisions/uk-2020-01-28.toml --on 2023-01-29 --places examples/town/places.csv --waivers examples/town/waivers.csv --survey 5 --seed 'council of 3 May'
