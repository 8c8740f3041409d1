// SPDX-License-Identifier: Apache-2.0
#include "trust/blackout.hpp"

#include <algorithm>

#include "trust/carrier.hpp"

namespace relook::trust {
namespace {

using graph::kNoIndex;
using graph::Node;

// Those that match at least `least`, and all that stops with them as surely.
std::vector<std::uint8_t> closed(const std::vector<Truth>& stopped,
                                 std::span<const StopsWith> dependencies, Truth least) {
  std::vector<std::uint8_t> off(stopped.size());
  std::vector<std::vector<std::uint32_t>> follow(stopped.size());
  std::vector<std::uint32_t> anything;
  for (const StopsWith& one : dependencies) {
    if (one.holds < least) continue;
    // What hangs on an unnamed one surely stops only where all do: it is never sure.
    if (one.on == kNoIndex) {
      if (least == Truth::unknown) anything.push_back(one.element);
    } else {
      follow[one.on].push_back(one.element);
    }
  }
  std::vector<std::uint32_t> open;
  const auto stop = [&](std::uint32_t row) {
    if (off[row] != 0) return;
    off[row] = 1;
    open.push_back(row);
  };
  for (std::uint32_t row = 0; row < stopped.size(); ++row) {
    if (stopped[row] >= least) stop(row);
  }
  if (!open.empty()) std::ranges::for_each(anything, stop);
  while (!open.empty()) {
    const std::uint32_t row = open.back();
    open.pop_back();
    std::ranges::for_each(follow[row], stop);
  }
  return off;
}

// Everything that is out of the network with these nodes.
graph::Removed removed_with(const BlackoutQuestion& question, std::span<const std::uint8_t> off,
                            Unnamed unnamed) {
  const routing::Topology& topology = question.network.topology;
  graph::Removed removed(question.network.graphs.front());
  bool any = false;
  for (Node node = 0; node < off.size(); ++node) {
    if (off[node] == 0) continue;
    removed.remove_node(node);
    any = true;
  }
  for (graph::Edge edge = 0; edge < topology.adjacencies.size(); ++edge) {
    const routing::Adjacency& adjacency = topology.adjacencies[edge];
    const bool rides =
        std::ranges::any_of(adjacency.rides_on, [&](Node below) { return off[below] != 0; });
    const bool may = unnamed == Unnamed::stops && any && adjacency.may_ride_on_others;
    // An end that is off takes its links; searches look at edges alone.
    if (rides || may || off[adjacency.a] != 0 || off[adjacency.b] != 0) removed.remove_edge(edge);
  }
  return removed;
}

// Through several areas nothing is told of it (`AreaWays::open`), and it counts as served where the
// network joins its ends: more of a network never undoes that.
bool is_served(const routing::Network& network, const routing::Route& route,
               const graph::Removed& removed) {
  if (!takes_areas(network, route)) return carrier_of(network, route, removed).has_value();
  return !removed.node(route.from) &&
         graph::shortest_paths_to(network.graphs[0], removed, route.to).distance[route.from] !=
             graph::kUnreachable;
}

}  // namespace

std::vector<Truth> all_stopped(std::vector<Truth> stopped,
                               std::span<const StopsWith> dependencies) {
  const std::vector<std::uint8_t> surely = closed(stopped, dependencies, Truth::yes);
  const std::vector<std::uint8_t> possibly = closed(stopped, dependencies, Truth::unknown);
  for (std::size_t row = 0; row < stopped.size(); ++row) {
    stopped[row] = surely[row] != 0 ? Truth::yes : possibly[row] != 0 ? Truth::unknown : Truth::no;
  }
  return stopped;
}

Left left_without(const BlackoutQuestion& question, std::span<const std::uint8_t> off, Truth core,
                  Unnamed unnamed) {
  const graph::Removed removed = removed_with(question, off, unnamed);
  Left left;
  for (const routing::Route& route : question.routes) {
    left.served.push_back(is_served(question.network, route, removed) ? 1 : 0);
  }
  std::vector<Node> ends;
  for (Node node = 0; node < question.core.size(); ++node) {
    if (question.core[node] >= core && off[node] == 0) ends.push_back(node);
  }
  left.reaches.assign(question.core.size(), 0);
  if (ends.empty()) return left;
  const graph::PathsTo paths =
      graph::shortest_paths_to(question.network.graphs.front(), removed, ends);
  for (Node node = 0; node < left.reaches.size(); ++node) {
    left.reaches[node] = paths.distance[node] != graph::kUnreachable ? 1 : 0;
  }
  return left;
}

Left left_without(const BlackoutQuestion& question, std::span<const std::uint8_t> off, Truth core) {
  return left_without(question, off, core, Unnamed::runs);
}

}  // namespace relook::trust
