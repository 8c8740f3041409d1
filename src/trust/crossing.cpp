// SPDX-License-Identifier: Apache-2.0
#include "trust/crossing.hpp"

#include <algorithm>

namespace relook::trust {

Crossing crossing_of(const routing::Topology& topology, const std::vector<Truth>& avoided,
                     Ends ends, Truth any_may) {
  RELOOK_CHECK(avoided.size() == topology.nodes.size());
  // What is outside or made by nobody is never crossed.
  const auto itself = [&](graph::Node node) {
    const routing::RoutedNode& routed = topology.nodes[node];
    if (routed.external || routed.lan) return Truth::no;
    return routed.may_be_outside ? both(avoided[node], Truth::unknown) : avoided[node];
  };
  // An element that is not named may be one to be avoided, but never surely.
  const Truth unnamed = both(any_may, Truth::unknown);
  // Where what is named below may be out of service, something else may be in its place.
  const auto beneath = [&](graph::Node below, Truth matches) {
    return topology.nodes[below].sure ? matches : either(both(matches, Truth::unknown), unnamed);
  };
  Crossing crossing{.ends = ends};
  std::vector<Truth> hosts(topology.nodes.size(), Truth::no);
  for (graph::Node node = 0; node < topology.nodes.size(); ++node) {
    const routing::RoutedNode& routed = topology.nodes[node];
    for (const graph::Node host : routed.hosts) {
      hosts[node] = either(hosts[node], beneath(host, itself(host)));
    }
    if (routed.may_have_other_hosts) hosts[node] = either(hosts[node], unnamed);
    crossing.itself.push_back(itself(node));
    crossing.node.push_back(either(itself(node), hosts[node]));
    crossing.end.push_back(ends == Ends::count ? crossing.node.back() : hosts[node]);
  }
  for (const routing::Adjacency& adjacency : topology.adjacencies) {
    Truth edge = adjacency.may_ride_on_others ? unnamed : Truth::no;
    for (const graph::Node below : adjacency.rides_on) {
      edge = either(edge, beneath(below, either(itself(below), hosts[below])));
    }
    crossing.edge.push_back(edge);
  }
  const auto unsure = [](const std::vector<Truth>& truths) {
    return std::ranges::find(truths, Truth::unknown) != truths.end();
  };
  crossing.unsure = unsure(crossing.node) || unsure(crossing.end) || unsure(crossing.edge);
  return crossing;
}

Truth crossed_at_ends(const Crossing& crossing, graph::Node from, std::span<const graph::Node> to) {
  Truth ends = to.empty() ? Truth::no : Truth::yes;
  for (const graph::Node end : to) ends = both(ends, crossing.end[end]);
  return from == graph::kNoIndex ? ends : either(ends, crossing.end[from]);
}

}  // namespace relook::trust
