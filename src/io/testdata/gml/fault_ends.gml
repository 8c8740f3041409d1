# Synthetic: ids that are none.
graph [
  NetworkDate "2010"
  node [ id 1 ]
  node [ id 2 ]
  node [ id 1 label "again" ]
  edge [ source 1 target 3 ]
  edge [ source 4 target 4 ]
]
