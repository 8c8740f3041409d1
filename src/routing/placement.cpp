// SPDX-License-Identifier: Apache-2.0
#include "routing/placement.hpp"

#include <utility>

namespace relook::routing {
namespace {

using graph::Incidence;
using graph::Node;

// Each node that a source reaches, before all that follow it on any path.
class Order {
 public:
  Order(const graph::Digraph& graph, const graph::Removed& removed, const graph::PathsTo& paths)
      : graph_(graph), removed_(removed), paths_(paths), seen_(graph.nodes()) {}

  // Depth first: a node is done when all behind it are, so the reverse is an order.
  void add(Node source) {
    if (seen_[source] != 0) return;
    std::vector<std::pair<Node, std::size_t>> open = {{source, 0}};
    seen_[source] = 1;
    while (!open.empty()) {
      auto& [node, next] = open.back();
      const auto around = graph_.at(node);
      while (next < around.size() && !fresh(node, around[next])) ++next;
      if (next == around.size()) {
        done_.push_back(node);
        open.pop_back();
        continue;
      }
      const Node neighbour = around[next++].neighbour;
      seen_[neighbour] = 1;
      open.emplace_back(neighbour, 0);
    }
  }

  [[nodiscard]] const std::vector<Node>& done() const { return done_; }

 private:
  [[nodiscard]] bool fresh(Node node, const Incidence& at) const {
    return seen_[at.neighbour] == 0 && paths_.leads_on(graph_, removed_, node, at);
  }

  const graph::Digraph& graph_;
  const graph::Removed& removed_;
  const graph::PathsTo& paths_;
  std::vector<std::uint8_t> seen_;
  std::vector<Node> done_;
};

}  // namespace

Placement place(const graph::Digraph& graph, const graph::Removed& removed,
                const graph::PathsTo& paths, std::span<const PlacedSource> sources) {
  Placement placed{.node = std::vector<Portion>(graph.nodes()),
                   .edge = std::vector<Portion>(graph.edges())};
  Order order(graph, removed, paths);
  for (const PlacedSource& source : sources) {
    if (paths.distance[source.node] == graph::kUnreachable) {
      placed.unserved += source.amount;
      continue;
    }
    placed.node[source.node] += Portion::all().of(source.amount);
    order.add(source.node);
  }
  for (std::size_t i = order.done().size(); i-- > 0;) {
    const Node node = order.done()[i];
    std::uint32_t hops = 0;
    for (const Incidence& at : graph.at(node)) {
      if (paths.leads_on(graph, removed, node, at)) ++hops;
    }
    if (hops == 0) continue;
    const Portion each = placed.node[node].divided_by(hops);
    for (const Incidence& at : graph.at(node)) {
      if (!paths.leads_on(graph, removed, node, at)) continue;
      placed.edge[at.edge] += each;
      placed.node[at.neighbour] += each;
    }
  }
  return placed;
}

}  // namespace relook::routing
