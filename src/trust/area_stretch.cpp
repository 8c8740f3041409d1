// SPDX-License-Identifier: Apache-2.0
#include "trust/area_stretch.hpp"

#include <memory>

#include "routing/ospf_areas.hpp"

namespace relook::trust {

using graph::Incidence;
using graph::Node;

std::optional<Stretch> area_stretch(const routing::Network& network, const graph::Removed& removed,
                                    Node from, Node to) {
  const routing::Topology& topology = network.topology;
  const std::size_t nodes = topology.nodes.size();
  Stretch stretch{.graph = 0, .from = from};
  const auto paths = std::make_shared<graph::PathsTo>();
  stretch.paths = paths;
  paths->distance.assign(nodes, graph::kUnreachable);
  paths->ends.assign(nodes, 0);
  paths->ends[to] = 1;
  paths->distance[to] = 0;
  stretch.hops.resize(nodes);
  if (removed.node(from) || removed.node(to)) return std::nullopt;
  if (from == to) return stretch;
  if (topology.home_area[to] == graph::kNoIndex) return std::nullopt;
  const routing::OspfAreas areas(topology, network.graphs[0], topology.part[to]);
  routing::OspfRoutes routes(areas);
  routes.towards(to, removed);
  std::vector<Node> open = {from};
  while (!open.empty()) {
    const Node node = open.back();
    open.pop_back();
    if (node == to || paths->distance[node] != graph::kUnreachable) continue;
    if (routes.sends(node) != routing::OspfSends::on) return std::nullopt;
    paths->distance[node] = routes.cost(node);
    routes.for_each_hop(node, [&](const Incidence& at) {
      stretch.hops[node].push_back(at);
      open.push_back(at.neighbour);
    });
  }
  return stretch;
}

}  // namespace relook::trust
