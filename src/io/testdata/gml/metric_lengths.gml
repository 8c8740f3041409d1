# Synthetic: towns on the equator, where a degree of longitude is 111319.49 m.
graph [
  label "Equator"
  NetworkDate "2010"
  node [ id 0 label "A" Internal 1 Latitude 0 Longitude 0 ]
  node [ id 1 label "B" Internal 1 Latitude 0 Longitude 1 ]
  node [ id 2 label "C" Internal 1 Latitude 0 Longitude 0.04 ]
  node [ id 3 label "D" Internal 1 ]
  edge [ source 0 target 1 ]
  edge [ source 1 target 0 ]
  edge [ source 0 target 2 ]
  edge [ source 0 target 3 ]
  edge [ source 1 target 2 LinkStatus "Future" ]
]
