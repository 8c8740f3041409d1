// SPDX-License-Identifier: Apache-2.0
// What routing.csv does not say of tunnels and exits (SEMANTICS 9.2).

#pragma once

#include "base/diagnostic.hpp"
#include "estate/estate.hpp"
#include "routing/gap_book.hpp"
#include "routing/topology.hpp"

namespace relook::routing {

/// Notes for each part what is not said of the operators who have an element with an adjacency in
/// it, externals and LANs apart: no row in routing.csv, or one with an empty cell. An element of
/// unknown operator is as silent as any operator may be. Where somebody lists tunnels, or may, and
/// tunnels.csv is missing, that is a gap everywhere.
void note_silence(const estate::Estate& estate, const Topology& topology, GapBook& book);

/// A fault where routing.csv says of every operator in it that there are no tunnels and tunnels.csv
/// lists one: whichever of the two is wrong, taking the list away must not settle an answer.
[[nodiscard]] Diagnostics tunnels_that_must_not_be(const estate::Estate& estate);

}  // namespace relook::routing
