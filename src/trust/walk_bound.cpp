// SPDX-License-Identifier: Apache-2.0
#include "trust/walk_bound.hpp"

#include <algorithm>

namespace relook::trust {

void WalkBound::towards(const graph::ShortestPathTree& tree, const Crossing& crossing,
                        Truth least) {
  using graph::Distance;
  using graph::Incidence;
  using graph::kUnreachable;
  using graph::Node;
  const graph::Digraph& graph = tree.graph();
  const Node root = tree.root();
  const auto push = [&](Distance distance, Node node) {
    bound_[node] = distance;
    queue_.push(distance, node);
  };
  bound_.assign(graph.nodes(), kUnreachable);
  // Walks whose first step crosses something, and then take the cheapest way.
  for (Node node = 0; node < graph.nodes(); ++node) {
    if (node == root) continue;
    Distance cheapest = kUnreachable;
    for (const Incidence& at : graph.at(node)) {
      const Distance rest = tree.distance(at.neighbour);
      if (rest == kUnreachable || (at.neighbour != root && !graph.through(at.neighbour))) continue;
      const bool crosses = crossing.edge[at.edge] >= least ||
                           (at.neighbour != root && crossing.node[at.neighbour] >= least);
      if (crosses) cheapest = std::min(cheapest, rest + at.out);
    }
    if (cheapest != kUnreachable) push(cheapest, node);
  }
  while (!queue_.empty()) {
    const auto [distance, node] = queue_.pop();
    if (distance != bound_[node] || !graph.through(node)) continue;
    for (const Incidence& at : graph.at(node)) {
      if (at.neighbour != root && distance + at.in < bound_[at.neighbour]) {
        push(distance + at.in, at.neighbour);
      }
    }
  }
  queue_.clear();
}

}  // namespace relook::trust