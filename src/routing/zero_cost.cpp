// SPDX-License-Identifier: Apache-2.0
#include "routing/zero_cost.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "base/spelling.hpp"

namespace relook::routing {
namespace {

// The shortest way, by number of edges, from one node to another over arcs that cost nothing;
// empty where there is none.
std::vector<graph::Edge> free_way(const graph::Digraph& graph, graph::Node from, graph::Node to) {
  std::vector<graph::Edge> reached_by(graph.nodes(), graph::kNoIndex);
  std::vector<graph::Node> reached_from(graph.nodes(), graph::kNoIndex);
  std::vector<graph::Node> order = {from};
  for (std::size_t i = 0; i < order.size() && reached_from[to] == graph::kNoIndex; ++i) {
    for (const graph::Incidence& at : graph.at(order[i])) {
      if (at.out != 0 || reached_from[at.neighbour] != graph::kNoIndex) continue;
      reached_from[at.neighbour] = order[i];
      reached_by[at.neighbour] = at.edge;
      order.push_back(at.neighbour);
    }
  }
  std::vector<graph::Edge> way;
  if (reached_from[to] == graph::kNoIndex) return way;
  for (graph::Node node = to; way.empty() || node != from; node = reached_from[node]) {
    way.push_back(reached_by[node]);
  }
  return way;
}

}  // namespace

Diagnostics no_zero_cycle(const estate::Estate& estate, const Topology& topology,
                          const graph::Digraph& graph, std::string_view of) {
  Diagnostics out;
  const std::optional<graph::Edge> edge = zero_cycle(graph);
  if (!edge) return out;
  const graph::Node node = graph.ends(*edge).a;
  const std::vector<graph::Edge> cycle = free_way(graph, node, node);
  std::string links;
  for (std::size_t i = cycle.size(); i-- > 0;) {
    if (i + 1 < cycle.size() && cycle[i] == cycle[i + 1]) continue;  // there and back
    if (!links.empty()) links += ", ";
    links += in_quotes(estate.id(estate::TableId::links, topology.adjacencies[cycle[i]].link));
  }
  out.error(
      "links.csv", {},
      fmt::format("the {} of {} let a path go round at no cost, so that least-cost paths have "
                  "no end; give one of them at least 1",
                  of, links));
  return out;
}

}  // namespace relook::routing
