// SPDX-License-Identifier: Apache-2.0
// The obvious twin of the proof through OSPF areas: every scenario, and in it every router on its
// own. Each floods what it knows, border routers tell in each area what the rules let them, until
// nobody has anything new to say; then packets are followed from router to router.
//
// What a border router without a neighbour in the backbone does is drawn out in every reading: it
// listens to the backbone alone or to all its areas, and it tells them what it reaches or it does
// not. A packet's fate is open where two readings differ in what any router on its way knows, or
// where some of it is lost. Nothing is shared with the clever way but the types.

#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "testing/brute_force_proof.hpp"

namespace relook::testing {

class AreaTwin : public BruteForce {
 public:
  AreaTwin(const routing::Topology& topology, const std::vector<Truth>& avoided, trust::Ends ends)
      : BruteForce(topology, avoided, ends),
        areas_of_(topology.nodes.size()),
        links_of_(topology.nodes.size()) {
    for (graph::Edge edge = 0; edge < topology.adjacencies.size(); ++edge) {
      const routing::Adjacency& link = topology.adjacencies[edge];
      for (const graph::Node end : {link.a, link.b}) {
        areas_of_[end].insert(link.area);
        links_of_[end].push_back(edge);
      }
    }
  }

  struct AreaTruth {
    Answer answer;
    std::uint8_t open = trust::kNever;
  };

  /// From every node that shares the part of `to`.
  [[nodiscard]] std::vector<AreaTruth> prove_areas(const trust::Failures& failures, unsigned limit,
                                                   graph::Node to) const {
    std::vector<AreaTruth> answers(topology_.nodes.size());
    for (graph::Node from = 0; from < answers.size(); ++from) {
      answers[from].answer = by_ends(from, {to});
    }
    for_each_scenario(failures, limit, [&](const Outage& out, const trust::FailedSet& set) {
      if (out.node[to]) return;  // set aside
      const std::vector<Knowledge> readings = read(out, to);
      for (graph::Node from = 0; from < answers.size(); ++from) {
        AreaTruth& answer = answers[from];
        const bool ended = answer.answer.fewest.unserved == 0 || answer.open == 0;
        if (out.node[from] || ended || from == to) continue;
        const auto number = static_cast<std::uint8_t>(set.items().size());
        const AreaFate fate = fate_of(readings, from, to);
        if (fate.open) {
          answer.open = std::min(answer.open, number);
        } else {
          note(answer.answer, {fate.served, fate.met}, set);
        }
      }
    });
    return answers;
  }

  /// What becomes of traffic in one scenario.
  struct AreaFate {
    bool open;    ///< some of it is lost on its way, or implementations differ
    bool served;  ///< all of it arrives
    Truth met;    ///< what it crosses, where it is served
  };

  /// Calls body(from, fate) for every other router of the part that runs.
  template <class Body>
  void for_each_fate(const Outage& out, graph::Node to, const Body& body) const {
    if (out.node[to]) return;
    const std::vector<Knowledge> readings = read(out, to);
    for (graph::Node from = 0; from < topology_.nodes.size(); ++from) {
      if (out.node[from] || from == to || !is_router(from)) continue;
      if (topology_.part[from] == topology_.part[to]) body(from, fate_of(readings, from, to));
    }
  }
  /// Calls body(set, from, fate) for every scenario and as above.
  template <class Body>
  void for_each_fate(const trust::Failures& failures, unsigned limit, graph::Node to,
                     const Body& body) const {
    for_each_scenario(failures, limit, [&](const Outage& out, const trust::FailedSet& set) {
      for_each_fate(out, to,
                    [&](graph::Node from, const AreaFate& fate) { body(set, from, fate); });
    });
  }

 private:
  static constexpr std::uint64_t kFar = std::numeric_limits<std::uint64_t>::max();

  /// A router's step: over these links, by a LAN or not, to another router.
  struct Hop {
    std::vector<graph::Edge> links;
    graph::Node lan;  // or kNoIndex
    graph::Node next;
    friend auto operator<=>(const Hop&, const Hop&) = default;
  };
  /// What a router has for the destination.
  struct Route {
    bool inside = false;
    std::uint64_t cost = kFar;
    std::set<Hop> hops = {};
    std::set<graph::Node> told_by = {};
    std::set<std::uint32_t> areas = {};  // in which it was told
    friend bool operator==(const Route&, const Route&) = default;
  };
  using Knowledge = std::vector<Route>;

  struct Reading {
    bool all_areas = false;
    bool tells = false;
  };
  struct Trace {
    std::map<graph::Node, Route> visited = {};
    bool lost = false;
    Truth met = Truth::no;
  };

  /// Cost inside one area from every node to one of them, by relaxing until nothing changes.
  [[nodiscard]] std::vector<std::uint64_t> inside(const Outage& out, std::uint32_t area,
                                                  graph::Node to) const {
    std::vector<std::uint64_t> cost(topology_.nodes.size(), kFar);
    if (!out.node[to]) cost[to] = 0;
    for (bool changed = true; changed;) {
      changed = false;
      for (graph::Edge edge = 0; edge < topology_.adjacencies.size(); ++edge) {
        const routing::Adjacency& link = topology_.adjacencies[edge];
        if (link.area != area || out.link[edge]) continue;
        const auto relax = [&](graph::Node a, graph::Node b, std::uint64_t step) {
          if (cost[b] == kFar || (b != to && !topology_.nodes[b].through)) return;
          if (cost[b] + step >= cost[a]) return;
          cost[a] = cost[b] + step;
          changed = true;
        };
        relax(link.a, link.b, link.metric_ab);
        relax(link.b, link.a, link.metric_ba);
      }
    }
    return cost;
  }

  /// Calls body(edge, neighbour, cost) for each link of the area that is up at a node.
  template <class Body>
  void links_at(const Outage& out, std::uint32_t area, graph::Node node, const Body& body) const {
    for (const graph::Edge edge : links_of_[node]) {
      const routing::Adjacency& link = topology_.adjacencies[edge];
      if (link.area != area || out.link[edge]) continue;
      if (link.a == node) body(edge, link.b, std::uint64_t{link.metric_ab});
      if (link.b == node) body(edge, link.a, std::uint64_t{link.metric_ba});
    }
  }

  /// The first steps of all cheapest paths inside the area.
  [[nodiscard]] std::set<Hop> first_hops(const Outage& out, std::uint32_t area, graph::Node from,
                                         graph::Node to,
                                         const std::vector<std::uint64_t>& cost) const {
    std::set<Hop> hops;
    const auto may_pass = [&](graph::Node node) {
      return cost[node] != kFar && (node == to || topology_.nodes[node].through);
    };
    links_at(out, area, from, [&](graph::Edge edge, graph::Node next, std::uint64_t step) {
      if (!may_pass(next) || step + cost[next] != cost[from]) return;
      if (!topology_.nodes[next].lan) {
        hops.insert({{edge}, graph::kNoIndex, next});
        return;
      }
      links_at(out, area, next, [&](graph::Edge on, graph::Node beyond, std::uint64_t step_on) {
        if (!may_pass(beyond) || step_on + cost[beyond] != cost[next]) return;
        hops.insert({{edge, on}, next, beyond});
      });
    });
    return hops;
  }

  [[nodiscard]] bool is_core(std::uint32_t area) const { return topology_.areas[area] == "0"; }
  [[nodiscard]] bool is_router(graph::Node node) const { return !topology_.nodes[node].lan; }

  /// Whether it can speak to a router of ours in the backbone.
  [[nodiscard]] bool meets_core(const Outage& out, graph::Node node) const {
    const auto ours = [&](graph::Node other) {
      const routing::RoutedNode& of = topology_.nodes[other];
      // Of what has one neighbour nobody asks whether it forwards.
      std::set<graph::Node> around;
      for (const graph::Edge edge : links_of_[other]) {
        around.insert(topology_.adjacencies[edge].a);
        around.insert(topology_.adjacencies[edge].b);
      }
      return other != node && !of.lan && !of.external && of.through && around.size() > 2;
    };
    bool met = false;
    for (const std::uint32_t area : areas_of_[node]) {
      if (!is_core(area)) continue;
      links_at(out, area, node, [&](graph::Edge, graph::Node next, std::uint64_t) {
        met = met || ours(next);
        if (!topology_.nodes[next].lan) return;
        links_at(out, area, next, [&](graph::Edge, graph::Node beyond, std::uint64_t) {
          met = met || ours(beyond);
        });
      });
    }
    return met;
  }

  /// Everybody's routes in every reading.
  [[nodiscard]] std::vector<Knowledge> read(const Outage& out, graph::Node to) const {
    std::vector<graph::Node> borders;
    std::vector<graph::Node> severed;
    for (graph::Node node = 0; node < topology_.nodes.size(); ++node) {
      if (areas_of_[node].size() < 2 || out.node[node]) continue;
      if (topology_.part[node] != topology_.part[to]) continue;
      borders.push_back(node);
      if (!meets_core(out, node)) severed.push_back(node);
    }
    // Costs inside areas, which no reading changes.
    std::map<std::pair<std::uint32_t, graph::Node>, std::vector<std::uint64_t>> costs;
    for (const graph::Node border : borders) {
      for (const std::uint32_t area : areas_of_[border]) {
        costs[{area, border}] = inside(out, area, border);
      }
    }
    const std::vector<std::uint64_t> home = inside(out, topology_.home_area[to], to);
    std::vector<Knowledge> all;
    for (std::uint32_t bits = 0; bits < 1U << (2 * severed.size()); ++bits) {
      std::map<graph::Node, Reading> how;
      for (std::size_t i = 0; i < severed.size(); ++i) {
        how[severed[i]] = {((bits >> (2 * i)) & 1) != 0, ((bits >> (2 * i)) & 2) != 0};
      }
      all.push_back(converge(out, to, borders, how, costs, home));
    }
    return all;
  }

  using Costs = std::map<std::pair<std::uint32_t, graph::Node>, std::vector<std::uint64_t>>;
  using Told = std::map<std::pair<std::uint32_t, graph::Node>, std::uint64_t>;

  [[nodiscard]] Knowledge converge(const Outage& out, graph::Node to,
                                   const std::vector<graph::Node>& borders,
                                   const std::map<graph::Node, Reading>& how, const Costs& costs,
                                   const std::vector<std::uint64_t>& home) const {
    Told told;
    for (int round = 0; round < 20; ++round) {
      Knowledge knowledge(topology_.nodes.size());
      for (graph::Node node = 0; node < knowledge.size(); ++node) {
        const bool here = topology_.part[node] == topology_.part[to];
        if (!here || out.node[node] || !is_router(node)) continue;
        knowledge[node] = route_of(out, node, to, how, costs, home, told);
      }
      Told next;
      for (const graph::Node border : borders) {
        tell(border, to, how, knowledge[border], next);
      }
      if (next == told) return knowledge;
      told = std::move(next);
    }
    ADD_FAILURE() << "routers have new things to say for ever";
    return Knowledge(topology_.nodes.size());
  }

  [[nodiscard]] Route route_of(const Outage& out, graph::Node node, graph::Node to,
                               const std::map<graph::Node, Reading>& how, const Costs& costs,
                               const std::vector<std::uint64_t>& home, const Told& told) const {
    const std::uint32_t home_area = topology_.home_area[to];
    if (areas_of_[node].contains(home_area) && home[node] != kFar) {
      return {true, home[node], first_hops(out, home_area, node, to, home)};
    }
    Route best;
    const bool border = areas_of_[node].size() > 1;
    const auto severed = how.find(node);
    for (const auto& [by, cost_there] : told) {
      const auto [area, teller] = by;
      if (!areas_of_[node].contains(area) || teller == node) continue;
      const bool deaf =
          border && !is_core(area) && (severed == how.end() || !severed->second.all_areas);
      const std::vector<std::uint64_t>& cost = costs.at({area, teller});
      if (deaf || cost[node] == kFar) continue;
      const std::uint64_t sum = cost[node] + cost_there;
      if (sum > best.cost) continue;
      if (sum < best.cost) best = {false, sum};
      best.hops.merge(first_hops(out, area, node, teller, cost));
      best.told_by.insert(teller);
      best.areas.insert(area);
    }
    return best;
  }

  void tell(graph::Node border, graph::Node to, const std::map<graph::Node, Reading>& how,
            const Route& route, Told& told) const {
    const auto severed = how.find(border);
    if (severed != how.end() && !severed->second.tells) return;
    if (!topology_.nodes[border].through && border != to) return;  // nothing leads over it
    if (route.cost == kFar) return;
    for (const std::uint32_t area : areas_of_[border]) {
      if (route.inside) {
        if (area != topology_.home_area[to]) told[{area, border}] = route.cost;
        continue;
      }
      // What it was told in the backbone, and in no other area, it tells others.
      const bool of_core = std::all_of(route.areas.begin(), route.areas.end(),
                                       [&](std::uint32_t of) { return is_core(of); });
      if (of_core && !is_core(area)) told[{area, border}] = route.cost;
    }
  }

  [[nodiscard]] AreaFate fate_of(const std::vector<Knowledge>& readings, graph::Node from,
                                 graph::Node to) const {
    const Trace first = follow(readings[0], from, to);
    bool open = first.lost && !first.visited.at(from).hops.empty();
    for (std::size_t i = 1; i < readings.size() && !open; ++i) {
      open = follow(readings[i], from, to).visited != first.visited;
    }
    return {open, !first.lost, either(first.met, either(end_value(from), end_value(to)))};
  }

  [[nodiscard]] Trace follow(const Knowledge& knowledge, graph::Node from, graph::Node to) const {
    Trace trace;
    std::vector<graph::Node> open = {from};
    while (!open.empty()) {
      const graph::Node node = open.back();
      open.pop_back();
      if (node == to || trace.visited.contains(node)) continue;
      if (node != from) trace.met = either(trace.met, value(node, {from, to}));
      trace.visited[node] = knowledge[node];
      trace.lost = trace.lost || knowledge[node].hops.empty();
      for (const Hop& hop : knowledge[node].hops) {
        for (const graph::Edge link : hop.links) trace.met = either(trace.met, link_value(link));
        if (hop.lan != graph::kNoIndex) {
          trace.met = either(trace.met, value(hop.lan, {from, to}));
        }
        open.push_back(hop.next);
      }
    }
    return trace;
  }

  std::vector<std::set<std::uint32_t>> areas_of_;   // by node
  std::vector<std::vector<graph::Edge>> links_of_;  // by node
};

}  // namespace relook::testing
