# Synthetic: nothing in it.
Creator "nobody"
