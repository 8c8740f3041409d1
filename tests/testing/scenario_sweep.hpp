// SPDX-License-Identifier: Apache-2.0
// A plain brute force: one search for each destination and scenario, none left out. It is what
// prototypes do, and quick enough for real networks with one or two failures. It shares the search
// for shortest paths with the proof; brute_force_proof.hpp shares nothing, and is slower.

#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "base/truth.hpp"
#include "graph/shortest_paths.hpp"
#include "trust/crossing.hpp"
#include "trust/failures.hpp"
#include "trust/plain_proof.hpp"

namespace relook::testing {

class ScenarioSweep {
 public:
  ScenarioSweep(const graph::Digraph& graph, const trust::Crossing& crossing,
                const trust::Failures& failures, graph::Node to)
      : graph_(graph),
        crossing_(crossing),
        failures_(failures),
        to_(to),
        removed_(graph),
        fewest_(graph.nodes()) {}

  /// The answer of each node, in all scenarios of up to `limit` failures.
  std::vector<trust::Fewest> sweep(unsigned limit) {
    for (graph::Node node = 0; node < graph_.nodes(); ++node) {
      fewest_[node] = trust::without_failures(either(crossing_.end[node], crossing_.end[to_]));
    }
    look(0, 0, limit);
    return fewest_;
  }

 private:
  void look(trust::Failure first, unsigned failed, unsigned limit) {
    note(static_cast<std::uint8_t>(failed));
    if (failed == limit) return;
    for (trust::Failure failure = first; failure < failures_.size(); ++failure) {
      const auto nodes = failures_.nodes[failure];
      if (std::ranges::find(nodes, to_) != nodes.end()) continue;  // set aside
      for (const graph::Node node : nodes) removed_.remove_node(node);
      for (const graph::Edge edge : failures_.edges[failure]) removed_.remove_edge(edge);
      look(failure + 1, failed + 1, limit);
      for (const graph::Node node : nodes) removed_.restore_node(node);
      for (const graph::Edge edge : failures_.edges[failure]) removed_.restore_edge(edge);
    }
  }

  /// What each node's traffic crosses in the scenario at hand, nearest nodes first.
  void note(std::uint8_t failed) {
    const graph::PathsTo paths = graph::shortest_paths_to(graph_, removed_, std::span(&to_, 1));
    order_.clear();
    for (graph::Node node = 0; node < graph_.nodes(); ++node) {
      if (node == to_ || removed_.node(node)) continue;
      if (paths.distance[node] == graph::kUnreachable) {
        fewest_[node].unserved = std::min(fewest_[node].unserved, failed);
      } else {
        order_.push_back(node);
      }
    }
    // No metric of these networks is zero, so a next hop is always nearer.
    std::ranges::sort(order_, {}, [&](graph::Node node) { return paths.distance[node]; });
    crossed_.assign(graph_.nodes(), Truth::no);
    for (const graph::Node node : order_) {
      Truth crossed = Truth::no;
      for (const graph::Incidence& at : graph_.at(node)) {
        if (!paths.leads_on(graph_, removed_, node, at)) continue;
        crossed = either(crossed, crossing_.edge[at.edge]);
        if (at.neighbour == to_) continue;
        crossed = either(crossed, either(crossed_[at.neighbour], crossing_.node[at.neighbour]));
      }
      crossed_[node] = crossed;
      if (crossed == Truth::yes) fewest_[node].surely = std::min(fewest_[node].surely, failed);
      if (crossed != Truth::no) fewest_[node].possibly = std::min(fewest_[node].possibly, failed);
    }
  }

  const graph::Digraph& graph_;
  const trust::Crossing& crossing_;
  const trust::Failures& failures_;
  graph::Node to_;
  graph::Removed removed_;
  std::vector<trust::Fewest> fewest_;
  std::vector<graph::Node> order_;
  std::vector<Truth> crossed_;
};

}  // namespace relook::testing
