# Synthetic: no day.
graph [ NetworkDate "C" node [ id 1 ] ]
