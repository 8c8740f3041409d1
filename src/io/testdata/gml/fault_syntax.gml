# Synthetic: faults of the writing, all told in one run.
graph [
  label
  Network "a" "b"
  7 8
  NetworkDate 20l0
  node [ id 1.2.3 ]
  node id ]
  [ id 4 ]
  edge [ source - target +5 ] ]
  Version 1.e3
  b@d "x"
  node [ id 9
  Note "not closed
]
