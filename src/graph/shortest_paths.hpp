// SPDX-License-Identifier: Apache-2.0
// Least-cost paths towards one node or the nearest of several, from all others at once (Dijkstra
// 1959), and all of equal cost.
//
// A node's next hops are the arcs on which its distance is reached: every one of them lies on a
// least-cost path, and every least-cost path consists of them. Nodes that are not `through` have a
// distance as a beginning, and nobody's path leads over them.

#pragma once

#include <span>
#include <vector>

#include "graph/digraph.hpp"

namespace relook::graph {

/// All least-cost paths to where they end.
struct PathsTo {
  std::vector<Distance> distance;  ///< of each node; kUnreachable also where it is removed
  std::vector<std::uint8_t> ends;  ///< 1 for each node where paths end

  /// Whether the arc of `at`, which starts at `node`, lies on a least-cost path.
  [[nodiscard]] bool leads_on(const Digraph& graph, const Removed& removed, Node node,
                              const Incidence& at) const {
    const Distance rest = distance[at.neighbour];
    return ends[node] == 0 && rest != kUnreachable && rest + at.out == distance[node] &&
           !removed.edge(at.edge) && (graph.through(at.neighbour) || ends[at.neighbour] != 0);
  }
};

/// The cheapest paths from every node to the nearest of `to`, over what is not removed.
/// O((n + m) log n).
[[nodiscard]] PathsTo shortest_paths_to(const Digraph& graph, const Removed& removed,
                                        std::span<const Node> to);

}  // namespace relook::graph
