// SPDX-License-Identifier: Apache-2.0
#include "trust/replay.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/quantity.hpp"
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

/// Which of the elements that stand with a node, itself first, matches.
std::optional<Node> matching(const AvoidQuestion& question, Node node, Truth least, bool end) {
  const auto is_hit = [&](Node element) { return question.crossing.itself[element] >= least; };
  if (!(end && question.crossing.ends == Ends::ignore) && is_hit(node)) return node;
  const std::vector<Node>& hosts = question.network.topology.nodes[node].hosts;
  const auto host = std::ranges::find_if(hosts, is_hit);
  return host == hosts.end() ? std::nullopt : std::optional(*host);
}

std::optional<Crossed> crossed_at_node(const AvoidQuestion& question, Node node, Truth least,
                                       bool end) {
  const Truth on_it = end ? question.crossing.end[node] : question.crossing.node[node];
  if (on_it < least) return std::nullopt;
  const auto element = matching(question, node, least, end);
  // Where nothing named matches, it is a host that is not named which may.
  return Crossed{.element = element.value_or(kNoIndex), .matches = on_it, .node = node};
}

std::optional<Crossed> crossed_at_edge(const AvoidQuestion& question, Edge edge, Truth least) {
  const Truth on_it = question.crossing.edge[edge];
  if (on_it < least) return std::nullopt;
  for (const Node below : question.network.topology.adjacencies[edge].rides_on) {
    const auto element = matching(question, below, least, false);
    if (element) return Crossed{.element = *element, .matches = on_it, .edge = edge};
  }
  return Crossed{.element = kNoIndex, .matches = on_it, .edge = edge};
}

std::optional<Crossed> first_crossed(const AvoidQuestion& question, const Path& path, Truth least) {
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    const bool end = i == 0 || i + 1 == path.nodes.size();
    if (auto crossed = crossed_at_node(question, path.nodes[i], least, end)) return crossed;
    if (i < path.edges.size()) {
      if (auto crossed = crossed_at_edge(question, path.edges[i], least)) return crossed;
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

/// Exact sums and products of shares; nothing once 64 bits do not hold one.
using Held = std::optional<TrafficShare>;

Held held(UInt128 part, UInt128 whole) {
  UInt128 a = part;
  UInt128 b = whole;
  while (b != 0) a = std::exchange(b, a % b);
  constexpr UInt128 kMost = ~std::uint64_t{0};
  if (a == 0 || part / a > kMost || whole / a > kMost) return std::nullopt;
  return TrafficShare{static_cast<std::uint64_t>(part / a), static_cast<std::uint64_t>(whole / a)};
}

Held sum(const Held& a, const Held& b) {
  if (!a || !b) return std::nullopt;
  // What is added up is at most the whole, which is below 2^128.
  const UInt128 whole = UInt128{a->whole} * b->whole;
  return held(UInt128{a->part} * b->whole + UInt128{b->part} * a->whole, whole);
}

Held divided(const Held& share, std::uint64_t by) {
  if (!share) return std::nullopt;
  return held(share->part, UInt128{share->whole} * by);
}

/// 1 - (1 - a)(1 - b): what crosses in one stretch or in the next.
Held either_of(const Held& a, const Held& b) {
  if (!a || !b) return std::nullopt;
  const UInt128 whole = UInt128{a->whole} * b->whole;
  const UInt128 clean = UInt128{a->whole - a->part} * (b->whole - b->part);
  return held(whole - clean, whole);
}

/// The share of a stretch's traffic that crosses an element.
class StretchShare {
 public:
  StretchShare(const AvoidQuestion& question, const graph::Removed& removed, const Stretch& stretch,
               Node element)
      : question_(question), removed_(removed), stretch_(stretch), element_(element) {}

  [[nodiscard]] Held share() {
    // Nodes in the order in which their next hops are known: depth first, with a stack of its own.
    known_.resize(question_.network.topology.nodes.size());
    std::vector<Node> open = {stretch_.from};
    while (!open.empty()) {
      const Node node = open.back();
      if (known_[node] || settle(node, open)) open.pop_back();
    }
    return *known_[stretch_.from];
  }

 private:
  bool settle(Node node, std::vector<Node>& open) {
    const routing::Topology& topology = question_.network.topology;
    if (stands_at(topology, element_, node)) {
      known_[node] = Held(TrafficShare{1, 1});
      return true;
    }
    const auto hops = next_hops(question_.network, removed_, stretch_, node);
    Held total = TrafficShare{0, 1};
    bool waiting = false;
    for (const Incidence& at : hops) {
      if (carries(topology, element_, at.edge)) {
        total = sum(total, divided(TrafficShare{1, 1}, hops.size()));
      } else if (known_[at.neighbour]) {
        total = sum(total, divided(*known_[at.neighbour], hops.size()));
      } else {
        open.push_back(at.neighbour);
        waiting = true;
      }
    }
    if (!waiting) known_[node] = total;
    return !waiting;
  }

  const AvoidQuestion& question_;
  const graph::Removed& removed_;
  const Stretch& stretch_;
  Node element_;
  std::vector<std::optional<Held>> known_;
};

TrafficShare share_of(const AvoidQuestion& question, const graph::Removed& removed,
                      const Carrier& carrier, Node element) {
  Held total = TrafficShare{0, 1};
  for (const Stretch& stretch : carrier.stretches) {
    total = either_of(total, StretchShare(question, removed, stretch, element).share());
  }
  return total.value_or(TrafficShare{0, 0});
}

}  // namespace

std::optional<Carried> carried_after(const AvoidQuestion& question, const routing::Route& route,
                                     std::span<const Failure> failed, Truth least) {
  const graph::Removed removed = removed_by(question, failed);
  const auto carrier = carrier_of(question.network, route, removed);
  if (!carrier) return std::nullopt;
  Carried carried{.way = carrier->way, .cost = carrier->cost};
  carried.path = first_path(question.network, question.crossing, removed, *carrier, least);
  carried.crossed = first_crossed(question, carried.path, least);
  if (carried.crossed && carried.crossed->element != kNoIndex) {
    carried.share = share_of(question, removed, *carrier, carried.crossed->element);
  }
  return carried;
}

std::vector<Carried> competing(const AvoidQuestion& question, const routing::Route& route,
                               std::span<const Failure> failed, std::size_t most) {
  const graph::Removed removed = removed_by(question, failed);
  const auto carrier = carrier_of(question.network, route, removed);
  std::vector<Carried> paths;
  if (!carrier || carrier->stretches.size() != 1 || carrier->stretches[0].link != kNoIndex) {
    return paths;
  }
  const graph::Digraph& graph = question.network.graphs[carrier->stretches[0].graph];
  for (const Incidence& at : graph.at(route.from)) {
    const graph::PathsTo& to = carrier->stretches[0].paths;
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
    carried.crossed = first_crossed(question, path, Truth::unknown);
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
