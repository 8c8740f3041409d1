// SPDX-License-Identifier: Apache-2.0
#include "graph/shortest_paths.hpp"

#include <functional>
#include <queue>
#include <utility>

namespace relook::graph {

PathsTo shortest_paths_to(const Digraph& graph, const Removed& removed, std::span<const Node> to) {
  PathsTo paths{.distance = std::vector<Distance>(graph.nodes(), kUnreachable),
                .ends = std::vector<std::uint8_t>(graph.nodes())};
  using Entry = std::pair<Distance, Node>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  for (const Node end : to) {
    RELOOK_CHECK(end < graph.nodes());
    if (removed.node(end)) continue;
    paths.ends[end] = 1;
    paths.distance[end] = 0;
    open.emplace(0, end);
  }
  while (!open.empty()) {
    const auto [distance, node] = open.top();
    open.pop();
    if (distance != paths.distance[node]) continue;
    if (!graph.through(node) && paths.ends[node] == 0) continue;
    for (const Incidence& at : graph.at(node)) {
      if (removed.edge(at.edge) || removed.node(at.neighbour)) continue;
      const Distance longer = distance + at.in;
      if (longer >= paths.distance[at.neighbour]) continue;
      paths.distance[at.neighbour] = longer;
      open.emplace(longer, at.neighbour);
    }
  }
  return paths;
}

}  // namespace relook::graph
