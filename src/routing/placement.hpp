// SPDX-License-Identifier: Apache-2.0
// Where demands run: least-cost paths of equal cost, traffic split equally over the next hops at
// every node. All demands to one destination are placed in one pass over its paths.

#pragma once

#include <span>
#include <vector>

#include "graph/shortest_paths.hpp"
#include "routing/portion.hpp"

namespace relook::routing {

struct PlacedSource {
  graph::Node node;
  std::uint64_t amount;  ///< in any unit; 1 gives shares
};

/// What runs over each node and each edge, both directions together, in the unit of the amounts.
struct Placement {
  std::vector<Portion> node;  ///< where it starts and ends included
  std::vector<Portion> edge;
  std::uint64_t unserved = 0;  ///< of sources without a path
};

/// `paths` are those over what `removed` leaves of `graph`. Parallel edges are next hops of their
/// own. Linear in what can be reached, apart from the fractions.
[[nodiscard]] Placement place(const graph::Digraph& graph, const graph::Removed& removed,
                              const graph::PathsTo& paths, std::span<const PlacedSource> sources);

}  // namespace relook::routing
