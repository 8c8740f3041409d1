// SPDX-License-Identifier: Apache-2.0
#include "trust/blackout.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "trust/area_stretch.hpp"
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

// Everything that is out of the network in the state.
graph::Removed removed_in(const BlackoutQuestion& question, const Off& off) {
  const routing::Topology& topology = question.network.topology;
  graph::Removed removed(question.network.graphs.front());
  bool any = false;
  for (Node node = 0; node < off.nodes.size(); ++node) {
    if (off.nodes[node] == 0) continue;
    removed.remove_node(node);
    any = true;
  }
  for (graph::Edge edge = 0; edge < topology.adjacencies.size(); ++edge) {
    const routing::Adjacency& adjacency = topology.adjacencies[edge];
    const bool rides =
        std::ranges::any_of(adjacency.rides_on, [&](Node below) { return off.nodes[below] != 0; });
    const bool may = off.unnamed && any && adjacency.may_ride_on_others;
    // An end that is off takes its links; searches look at edges alone.
    const bool ended = off.nodes[adjacency.a] != 0 || off.nodes[adjacency.b] != 0;
    if (rides || may || ended) removed.remove_edge(edge);
  }
  return removed;
}

// What is left in one state.
class Remainder {
 public:
  Remainder(const BlackoutQuestion& question, const Off& off, Truth core)
      : question_(question),
        network_(question.network),
        off_(off),
        core_(core),
        removed_(removed_in(question, off)),
        carriers_(network_, removed_) {}

  Left left() {
    Left left;
    for (const routing::Route& route : question_.routes) left.served.push_back(served(route));
    find_reaching(left.reaches);
    return left;
  }

 private:
  [[nodiscard]] Truth served(const routing::Route& route) {
    if (!takes_areas(network_, route)) return truth(carriers_.find(route).has_value());
    const Node to = route.to.front();
    if (joined_.empty() || joined_to_ != to) {
      joined_ = distances({&to, 1});
      joined_to_ = to;
    }
    if (joined_[route.from] == graph::kUnreachable) return Truth::no;
    const bool varies = is_varying(network_.topology.part[to]);
    return varies ? Truth::unknown : arriving(to)[route.from];
  }

  [[nodiscard]] bool is_varying(std::uint32_t part) const {
    return !off_.varying.empty() && off_.varying[part] != 0;
  }

  [[nodiscard]] std::vector<graph::Distance> distances(std::span<const Node> to) const {
    std::vector<graph::Distance> out =
        graph::shortest_paths_to(network_.graphs.front(), removed_, to).distance;
    for (Node node = 0; node < out.size(); ++node) {
      if (removed_.node(node)) out[node] = graph::kUnreachable;
    }
    return out;
  }

  [[nodiscard]] const std::vector<Truth>& arriving(Node to) {
    const auto [found, fresh] = arriving_.try_emplace(to);
    if (!fresh) return found->second;
    const std::uint32_t part = network_.topology.part[to];
    std::unique_ptr<AreaSearch>& search = areas_[part];
    if (search == nullptr) search = std::make_unique<AreaSearch>(network_, removed_, part);
    found->second = search->arriving(to);
    return found->second;
  }

  void find_reaching(std::vector<Truth>& reaches) {
    std::vector<Node> ends;
    for (Node node = 0; node < question_.core.size(); ++node) {
      if (question_.core[node] >= core_ && off_.nodes[node] == 0) ends.push_back(node);
    }
    reaches.assign(question_.core.size(), Truth::no);
    if (ends.empty()) return;
    const std::vector<graph::Distance> joined = distances(ends);
    for (Node node = 0; node < reaches.size(); ++node) {
      if (joined[node] == graph::kUnreachable) continue;
      reaches[node] =
          takes_areas(network_, node, node) ? reached_over_areas(node, ends) : Truth::yes;
    }
  }

  // Of a node that the network joins to one of the ends.
  [[nodiscard]] Truth reached_over_areas(Node node, std::span<const Node> ends) {
    const std::uint32_t part = network_.topology.part[node];
    if (is_varying(part)) return Truth::unknown;
    Truth any = Truth::no;
    for (const Node end : ends) {
      if (network_.topology.part[end] == part) any = either(any, arriving(end)[node]);
    }
    return any;
  }

  const BlackoutQuestion& question_;
  const routing::Network& network_;
  const Off& off_;
  Truth core_;
  graph::Removed removed_;
  CarrierFinder carriers_;
  std::vector<graph::Distance> joined_;  // to `joined_to_`
  Node joined_to_ = kNoIndex;
  std::map<std::uint32_t, std::unique_ptr<AreaSearch>> areas_;  // by part
  std::map<Node, std::vector<Truth>> arriving_;
};

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

Left left_without(const BlackoutQuestion& question, const Off& off, Truth core) {
  return Remainder(question, off, core).left();
}

std::vector<std::uint8_t> varying_parts(const BlackoutQuestion& question, const Off& a,
                                        const Off& b) {
  const routing::Topology& topology = question.network.topology;
  const graph::Removed in_a = removed_in(question, a);
  const graph::Removed in_b = removed_in(question, b);
  std::vector<std::uint8_t> varying(topology.nodes.size());  // there are no more parts than nodes
  const auto differs = [&](Node node) { return in_a.node(node) != in_b.node(node); };
  for (Node node = 0; node < topology.nodes.size(); ++node) {
    if (differs(node) && topology.nodes[node].through) varying[topology.part[node]] = 1;
  }
  for (graph::Edge edge = 0; edge < topology.adjacencies.size(); ++edge) {
    const routing::Adjacency& adjacency = topology.adjacencies[edge];
    if (in_a.edge(edge) == in_b.edge(edge) || differs(adjacency.a) || differs(adjacency.b))
      continue;
    varying[topology.part[adjacency.a]] = 1;
  }
  return varying;
}

}  // namespace relook::trust
