# Synthetic: made for this test, no network of anyone's.
Creator "by hand"
graph [
  label "Lamp&amp;Co"
  Network "Lamps &#38; Company"
  NetworkDate "2011_02"
  DateModifier "="
  directed 0
  Note "an address: http://example.org/?a=1&b=2"
  node [ id 7 label "North Port" Internal 1 Latitude 50.9 Longitude -1.4 type "PoP" ]
  node [ id 3 label "South Port" Internal 1 Latitude 50.90 Longitude -1.40 ]
  node [ id 5 label "Mill" Internal 1 Latitude 51.06513 Longitude -1.3187 ]
  node [ id 6 label "Mill" Internal 1 Latitude 51.2000000004 Longitude -1.3 ]
  node [ id 1 label "None" Internal 1 hyperedge 1 ]
  node [ id 2 label "?" Internal 1 doubted 1 ]
  node [ id 4 label "Elsewhere Ltd" Internal 0 ]
  node [ id 8 label " Fen; Lower  " Internal 1 Latitude 52 ]
  node [ id 9 ]
  node [ id 10 label "Mill #6" Internal 1 graphics [ x 1.5 y -2E3 Line [ point [ x 1 ] ] ] ]
  node [ id 11 label "Caf&#xE9; &quot;One&quot;" Internal 1 ]
  edge [ id "e1" source 7 target 3 LinkSpeed "2.5" LinkSpeedUnits "G" LinkSpeedRaw 2500000000.0 ]
  edge [ id "e2" source 7 target 5 LinkLabel "10GEx24" LinkSpeed "10" LinkSpeedUnits "G" ]
  edge [ id "e2" source 5 target 6 LinkLabel "less than 100 Mbps" LinkSpeed "100" LinkSpeedUnits "M" ]
  edge [ source 5 target 6 LinkSpeed "64" LinkSpeedUnits "K" LinkSpeedRaw 64000.0 ]
  edge [ source 5 target 6 LinkSpeed "1" LinkSpeedUnits "G" LinkSpeedRaw 10000000000.0 ]
  edge [ source 6 target 5 LinkSpeed "1" ]
  edge [ source 1 target 7 LinkSpeed "fast" LinkSpeedUnits "G" ]
  edge [ source 1 target 8 LinkSpeedRaw 155000000.0 ]
  edge [ source 1 target 11 ]
  edge [ source 4 target 4 ]
  edge [ source 4 target 5 LinkStatus "Planned" ]
  edge [ source 2 target 9 LinkLabel "24 MB/s" LinkSpeed "24" LinkSpeedUnits "M" ]
  edge [ source 10 target 9 ]
]
