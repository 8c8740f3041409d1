// SPDX-License-Identifier: Apache-2.0
#include "trust/area_stretch.hpp"

#include <memory>
#include <utility>

namespace relook::trust {

using graph::Incidence;
using graph::Node;
using routing::OspfSends;

AreaSearch::AreaSearch(const routing::Network& network, const graph::Removed& removed,
                       std::uint32_t part)
    : network_(network),
      removed_(removed),
      areas_(network.topology, network.graphs[0], part),
      routes_(areas_) {}

void AreaSearch::search(Node to) {
  if (std::exchange(searched_, to) != to) routes_.towards(to, removed_);
}

CarriedBy<Stretch> AreaSearch::find(Node from, Node to) {
  const routing::Topology& topology = network_.topology;
  const std::size_t nodes = topology.nodes.size();
  Stretch stretch{.graph = 0, .from = from};
  const auto paths = std::make_shared<graph::PathsTo>();
  stretch.paths = paths;
  paths->distance.assign(nodes, graph::kUnreachable);
  paths->ends.assign(nodes, 0);
  paths->ends[to] = 1;
  paths->distance[to] = 0;
  stretch.hops.resize(nodes);
  if (removed_.node(from) || removed_.node(to)) return {};
  if (from == to) return {.by = std::move(stretch)};
  if (topology.home_area[to] == graph::kNoIndex) return {.open = true};
  search(to);
  if (routes_.sends(from) == OspfSends::nowhere) return {};
  std::vector<Node> open = {from};
  while (!open.empty()) {
    const Node node = open.back();
    open.pop_back();
    if (node == to || paths->distance[node] != graph::kUnreachable) continue;
    if (routes_.sends(node) != OspfSends::on) return {.open = true};
    paths->distance[node] = routes_.cost(node);
    routes_.for_each_hop(node, [&](const Incidence& at) {
      stretch.hops[node].push_back(at);
      open.push_back(at.neighbour);
    });
  }
  return {.by = std::move(stretch)};
}

Truth AreaSearch::by_hops(Node node, const std::vector<Truth>& arrives) const {
  if (routes_.sends(node) == OspfSends::nowhere) return Truth::no;
  if (routes_.sends(node) == OspfSends::open) return Truth::unknown;
  Truth all = Truth::yes;
  routes_.for_each_hop(node, [&](const Incidence& at) { all = both(all, arrives[at.neighbour]); });
  return all == Truth::yes ? Truth::yes : Truth::unknown;
}

std::vector<Truth> AreaSearch::arriving(Node to) {
  const routing::Topology& topology = network_.topology;
  const std::size_t nodes = topology.nodes.size();
  std::vector<Truth> arrives(nodes, Truth::no);
  if (removed_.node(to)) return arrives;
  const bool home_said = topology.home_area[to] != graph::kNoIndex;
  if (home_said) search(to);
  arrives[to] = Truth::yes;
  enum class Seen : std::uint8_t { no, entered, known };
  std::vector<Seen> seen(nodes, Seen::no);
  seen[to] = Seen::known;
  std::vector<Node> open;
  for (Node from = 0; from < nodes; ++from) {
    if (topology.part[from] != topology.part[to] || removed_.node(from)) continue;
    if (!home_said && from != to) arrives[from] = Truth::unknown;
    if (!home_said) continue;
    // Depth first with a stack of its own; converged routers send nothing round.
    open.push_back(from);
    while (!open.empty()) {
      const Node node = open.back();
      if (seen[node] == Seen::no) {
        seen[node] = Seen::entered;
        routes_.for_each_hop(node, [&](const Incidence& at) {
          if (seen[at.neighbour] != Seen::known) open.push_back(at.neighbour);
        });
        continue;
      }
      open.pop_back();
      if (std::exchange(seen[node], Seen::known) == Seen::known) continue;
      arrives[node] = by_hops(node, arrives);
    }
  }
  return arrives;
}

}  // namespace relook::trust
