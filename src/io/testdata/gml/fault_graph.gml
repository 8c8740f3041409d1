# Synthetic: faults of the graph, all told in one run.
graph [
  label [ a 1 ]
  NetworkDate "2010"
  directed 1
  node [ label "no id" ]
  node [ id 1 id 2 Latitude 91 Longitude "east" ]
  node [ id 1.5 Internal 2 ]
  node [ id 99999999999999999999 Latitude 1e1 ]
  node "x"
  edge [ source 1 ]
  edge [ source "a" target 1 ]
]
graph [ ]
