# Synthetic: windows-1252.
graph [ NetworkDate "2005" node [ id 1 label "Café" ] ]
