# Synthetic: before a day is no day.
graph [ NetworkDate "2005" DateModifier "<" node [ id 1 ] ]
