# Synthetic: made for a test of the command line.
graph [
  label "lamps"
  Network "Lamps"
  NetworkDate "2023_01"
  node [ id 0 label "North" Internal 1 Latitude 56.0 Longitude -3.0 ]
  node [ id 1 label "South" Internal 1 Latitude 51.0 Longitude -1.0 ]
  node [ id 2 label "None" Internal 1 hyperedge 1 ]
  node [ id 3 label "Sea" Internal 0 ]
  node [ id 4 label "Isle" doubted 1 ]
  edge [ source 0 target 1 LinkLabel "10 Gbps" LinkSpeed "10" LinkSpeedUnits "G" LinkSpeedRaw 10000000000.0 ]
  edge [ source 0 target 1 LinkStatus "Future" ]
  edge [ source 0 target 2 ]
  edge [ source 1 target 2 ]
  edge [ source 4 target 2 ]
  edge [ source 1 target 3 ]
]
