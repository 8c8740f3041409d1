// SPDX-License-Identifier: Apache-2.0
#include "trust/replay.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "trust/exposure.hpp"
#include "trust/route_proof.hpp"

namespace relook::trust {

using graph::Edge;
using graph::Incidence;
using graph::kNoIndex;
using graph::Node;

namespace {

graph::Removed removed_by(const AvoidQuestion& question, std::span<const Failure> failed) {
  graph::Removed removed(question.network.graphs[0]);
  for (const Failure failure : failed) take(question.failures, failure, removed);
  return removed;
}

/// Which of the elements that stand with a node, itself first, matches and is shown the traffic.
std::optional<Node> matching(const AvoidQuestion& question, Node node, Truth least, bool end,
                             Shown shown) {
  const auto is_hit = [&](Node element) {
    const bool sees = shown == Shown::all || question.hiding->around->itself[element] >= least;
    return sees && question.crossing.itself[element] >= least;
  };
  if (!(end && question.crossing.ends == Ends::ignore) && is_hit(node)) return node;
  const std::vector<Node>& hosts = question.network.topology.nodes[node].hosts;
  const auto host = std::ranges::find_if(hosts, is_hit);
  return host == hosts.end() ? std::nullopt : std::optional(*host);
}

std::optional<Crossed> crossed_at_node(const AvoidQuestion& question, Node node, Truth least,
                                       bool end, Shown shown) {
  const Truth on_it = end ? question.crossing.end[node] : question.crossing.node[node];
  if (on_it < least) return std::nullopt;
  const auto element = matching(question, node, least, end, shown);
  // Where nothing named matches, it is a host that is not named which may.
  return Crossed{.element = element.value_or(kNoIndex), .matches = on_it, .node = node};
}

std::optional<Crossed> crossed_at_edge(const AvoidQuestion& question, Edge edge, Truth least,
                                       Shown shown) {
  const Truth on_it = question.crossing.edge[edge];
  if (on_it < least) return std::nullopt;
  for (const Node below : question.network.topology.adjacencies[edge].rides_on) {
    const auto element = matching(question, below, least, false, shown);
    if (element) return Crossed{.element = *element, .matches = on_it, .edge = edge};
  }
  return Crossed{.element = kNoIndex, .matches = on_it, .edge = edge};
}

std::optional<Crossed> first_crossed(const AvoidQuestion& question, const routing::Route& route,
                                     const Path& path, Truth least) {
  std::vector<Shown> shown(path.nodes.size() + path.edges.size(), Shown::all);
  if (question.hiding != nullptr) shown = shown_places(*question.hiding, route, path, least);
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    const bool end = path.nodes[i] == path.nodes.front() || path.nodes[i] == path.nodes.back();
    if (shown[2 * i] != Shown::nobody) {
      if (auto crossed = crossed_at_node(question, path.nodes[i], least, end, shown[2 * i])) {
        return crossed;
      }
    }
    if (i < path.edges.size() && shown[2 * i + 1] != Shown::nobody) {
      if (auto crossed = crossed_at_edge(question, path.edges[i], least, shown[2 * i + 1])) {
        return crossed;
      }
    }
  }
  return std::nullopt;
}

/// Whether an element stands at a node or below it.
bool stands_at(const routing::Topology& topology, Node element, Node node) {
  return element == node ||
         std::ranges::find(topology.nodes[node].hosts, element) != topology.nodes[node].hosts.end();
}

bool carries(const routing::Topology& topology, Node element, Edge edge) {
  return std::ranges::any_of(topology.adjacencies[edge].rides_on,
                             [&](Node below) { return stands_at(topology, element, below); });
}

/// The share of the traffic that crosses one element, or is seen by it where that is asked, as if
/// it alone were to be avoided.
routing::Portion share_of(const AvoidQuestion& question, const routing::Route& route,
                          const graph::Removed& removed, const Carrier& carrier, Node element) {
  const routing::Topology& topology = question.network.topology;
  Crossing crossing;
  for (Node node = 0; node < topology.nodes.size(); ++node) {
    crossing.node.push_back(truth(stands_at(topology, element, node)));
  }
  crossing.end = crossing.node;
  for (Edge edge = 0; edge < topology.adjacencies.size(); ++edge) {
    crossing.edge.push_back(truth(carries(topology, element, edge)));
  }
  if (question.hiding == nullptr || question.hiding->of(route).empty()) {
    return exposed(question.network, removed, carrier, {}, {crossing, crossing}).drop;
  }
  const bool sees_around =
      question.hiding->around && question.hiding->around->itself[element] == Truth::yes;
  const Exposed all =
      exposed(question.network, removed, carrier, question.hiding->of(route), {crossing, crossing});
  return sees_around ? all.metadata : all.content;
}

constexpr std::size_t kPathsMax = 10'000;

}  // namespace

std::optional<Carried> carried_after(const AvoidQuestion& question, const routing::Route& route,
                                     std::span<const Failure> failed, Truth least) {
  const graph::Removed removed = removed_by(question, failed);
  const auto carrier = carrier_of(question.network, route, removed);
  if (!carrier) return std::nullopt;
  Carried carried{.way = carrier->way, .cost = carrier->cost};
  auto seen = first_path_seen(question.network, {question.crossing, question.hiding}, route,
                              removed, *carrier, least, kPathsMax);
  carried.path =
      seen ? *std::move(seen) : first_path(question.network, question.crossing, removed, *carrier);
  carried.crossed = first_crossed(question, route, carried.path, least);
  if (carried.crossed && carried.crossed->element != kNoIndex) {
    carried.share = share_of(question, route, removed, *carrier, carried.crossed->element);
  }
  return carried;
}

std::vector<Carried> competing(const AvoidQuestion& question, const routing::Route& route,
                               std::span<const Failure> failed, std::size_t most) {
  const graph::Removed removed = removed_by(question, failed);
  const auto carrier = carrier_of(question.network, route, removed);
  std::vector<Carried> paths;
  // Where routers of several areas decide one by one, cost alone decides nothing.
  if (!carrier || carrier->stretches.size() != 1 || carrier->stretches[0].link != kNoIndex ||
      !carrier->stretches[0].hops.empty()) {
    return paths;
  }
  const graph::Digraph& graph = question.network.graphs[carrier->stretches[0].graph];
  for (const Incidence& at : graph.at(route.from)) {
    const graph::PathsTo& to = *carrier->stretches[0].paths;
    const bool usable = !removed.edge(at.edge) && !removed.node(at.neighbour) &&
                        to.distance[at.neighbour] != graph::kUnreachable &&
                        (graph.through(at.neighbour) || to.ends[at.neighbour] != 0);
    if (!usable) continue;
    Carrier rest = *carrier;
    rest.stretches[0].from = at.neighbour;
    Path path = first_path(question.network, question.crossing, removed, rest);
    if (std::ranges::find(path.nodes, route.from) != path.nodes.end()) continue;
    path.nodes.insert(path.nodes.begin(), route.from);
    path.edges.insert(path.edges.begin(), at.edge);
    Carried carried{.way = carrier->way, .cost = to.distance[at.neighbour] + at.out};
    carried.crossed = first_crossed(question, route, path, Truth::unknown);
    carried.path = std::move(path);
    paths.push_back(std::move(carried));
  }
  std::ranges::sort(paths, [](const Carried& a, const Carried& b) {
    return std::tie(a.cost, a.path.nodes, a.path.edges) <
           std::tie(b.cost, b.path.nodes, b.path.edges);
  });
  if (paths.size() > most) paths.resize(most);
  return paths;
}

}  // namespace relook::trust
