// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "routing/topology.hpp"

namespace relook::routing {

graph::Digraph igp_graph(const Topology& topology) {
  std::vector<std::uint8_t> through;
  for (const RoutedNode& node : topology.nodes) through.push_back(node.through ? 1 : 0);
  std::vector<graph::EdgeEnds> edges;
  for (const Adjacency& adjacency : topology.adjacencies) {
    edges.push_back({adjacency.a, adjacency.b, adjacency.metric_ab, adjacency.metric_ba});
  }
  return graph::Digraph(std::move(through), std::move(edges));
}

}  // namespace relook::routing
