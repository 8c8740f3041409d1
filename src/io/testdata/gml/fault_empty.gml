# Synthetic: a graph of nothing.
graph [ NetworkDate "2005" ]
