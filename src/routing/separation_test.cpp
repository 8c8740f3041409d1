// SPDX-License-Identifier: Apache-2.0
#include "graph/separation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "graph/shortest_paths.hpp"
#include "testing/drawn_topology.hpp"
#include "testing/seeds.hpp"

namespace relook::graph {
namespace {

/// By trying every set of removals: of edges (numbers from 0) and of nodes (numbers behind them).
unsigned fewest_by_trying(const Digraph& graph, Separation::Kinds kinds, Node from, Node to,
                          unsigned limit) {
  const auto edges = static_cast<std::uint32_t>(graph.edges());
  const auto things = edges + static_cast<std::uint32_t>(graph.nodes());
  Removed removed(graph);
  std::function<bool(unsigned, std::uint32_t)> parts = [&](unsigned left, std::uint32_t first) {
    const Node ends[] = {to};
    if (shortest_paths_to(graph, removed, ends).distance[from] == kUnreachable) return true;
    if (left == 0) return false;
    for (std::uint32_t thing = first; thing < things; ++thing) {
      const bool edge = thing < edges;
      if (edge ? !kinds.edges : !kinds.nodes || thing - edges == from || thing - edges == to) {
        continue;
      }
      edge ? removed.remove_edge(thing) : removed.remove_node(thing - edges);
      const bool parted = parts(left - 1, thing + 1);
      edge ? removed.restore_edge(thing) : removed.restore_node(thing - edges);
      if (parted) return true;
    }
    return false;
  };
  for (unsigned size = 0; size <= limit; ++size) {
    if (parts(size, 0)) return size;
  }
  return limit + 1;
}

TEST(Separation, IsWhatTryingEverySetFinds) {
  for (std::uint64_t seed = 0; seed < testing::seeds(1500); ++seed) {
    testing::TopologyDrawer drawer(seed, {.nodes_max = 7});
    const Digraph graph = routing::igp_graph(drawer.draw().topology);
    const auto nodes = static_cast<std::uint32_t>(graph.nodes());
    const Separation::Kinds kinds{.edges = !drawer.one_in(3), .nodes = !drawer.one_in(3)};
    const unsigned limit = 1 + drawer.below(3);
    Separation separation(graph, kinds);
    const Node to = drawer.below(nodes);
    separation.towards(to);
    for (Node from = 0; from < nodes; ++from) {
      if (from == to) continue;
      ASSERT_EQ(separation.fewest(from, limit), fewest_by_trying(graph, kinds, from, to, limit))
          << "seed " << seed << ": " << from << " to " << to << " limit " << limit;
    }
  }
}

}  // namespace
}  // namespace relook::graph
