// SPDX-License-Identifier: Apache-2.0
#include "routing/placement.hpp"

#include <gtest/gtest.h>

#include <random>

#include "testing/drawn_topology.hpp"
#include "testing/seeds.hpp"

namespace relook::routing {
namespace {

using graph::Node;

TEST(Portion, IsExactAsLongAsItsWholeFits) {
  Portion third = Portion::all().divided_by(3);
  EXPECT_EQ(third.low, (Ratio{1, 3}));
  third += Portion::all().divided_by(6);
  EXPECT_EQ(third, (Portion{{1, 2}, {1, 2}}));
  EXPECT_EQ(third.of(7), (Portion{{7, 2}, {7, 2}}));
}

TEST(Portion, HoldsWhatDoesNotFitBetweenItsBounds) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 2000; ++i) {
    const UInt128 whole = (UInt128{random() >> 49} << 64 | random()) + 1;
    const UInt128 part = (UInt128{random()} << 15 | random() >> 49) % (whole + 1);
    const Ratio low = ratio(part, whole, Rounding::down);
    const Ratio high = ratio(part, whole, Rounding::up);
    // Both sides stay below 2^128: the grid's whole is 2^48 at most.
    EXPECT_LE(low.part * whole, part * low.whole);
    EXPECT_GE(high.part * whole, part * high.whole);
    if (low == high) continue;
    EXPECT_EQ(sum(low, Ratio{1, kWholeMax}, Rounding::down), high);
  }
}

TEST(Portion, GrowsOutwardsInLongSums) {
  Portion total;
  for (const std::uint32_t prime : {61U, 67U, 71U, 73U, 79U, 83U, 89U, 97U, 101U, 103U, 107U}) {
    total += Portion::all().divided_by(prime);
  }
  EXPECT_FALSE(total.exact());
  EXPECT_TRUE(order(total.low, total.high) < 0);
  EXPECT_TRUE(order(total.high, sum(total.low, Ratio{20, kWholeMax}, Rounding::up)) < 0);
}

TEST(Portion, IsOrderedByValue) {
  EXPECT_TRUE(order({1, 3}, {1, 2}) < 0);
  EXPECT_TRUE(order({7, 3}, {2, 1}) > 0);
  EXPECT_TRUE(order({2, 4}, {1, 2}) == 0);
  EXPECT_EQ(hull(Portion::all(), Portion::none()), Portion::open());
}

// Walks every path with its share of the traffic.
void walk(const graph::Digraph& graph, const graph::PathsTo& paths, Node node, const Portion& share,
          Placement& out) {
  out.node[node] += share;
  const graph::Removed removed(graph);
  std::vector<graph::Incidence> hops;
  for (const graph::Incidence& at : graph.at(node)) {
    if (paths.leads_on(graph, removed, node, at)) hops.push_back(at);
  }
  for (const graph::Incidence& at : hops) {
    const Portion each = share.divided_by(static_cast<std::uint32_t>(hops.size()));
    out.edge[at.edge] += each;
    walk(graph, paths, at.neighbour, each, out);
  }
}

TEST(Placement, AgreesWithEveryPathOfDrawnNetworks) {
  std::size_t split = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(600); ++seed) {
    testing::TopologyDrawer drawer(seed, {.nodes_max = 9});
    const graph::Digraph graph = igp_graph(drawer.draw().topology);
    const graph::Removed removed(graph);
    const auto nodes = static_cast<std::uint32_t>(graph.nodes());
    const Node to = drawer.below(nodes);
    const graph::PathsTo paths = shortest_paths_to(graph, removed, std::span(&to, 1));
    std::vector<PlacedSource> sources;
    Placement all{.node = std::vector<Portion>(nodes), .edge = std::vector<Portion>(graph.edges())};
    for (Node from = 0; from < nodes; ++from) {
      const std::uint64_t amount = 1 + drawer.below(1000);
      sources.push_back({from, amount});
      if (paths.distance[from] == graph::kUnreachable) {
        all.unserved += amount;
      } else {
        walk(graph, paths, from, Portion::all().of(amount), all);
      }
    }
    const Placement placed = place(graph, removed, paths, sources);
    EXPECT_EQ(placed.node, all.node) << "seed " << seed;
    EXPECT_EQ(placed.edge, all.edge) << "seed " << seed;
    EXPECT_EQ(placed.unserved, all.unserved);
    for (const Portion& portion : placed.edge) split += portion.low.whole > 1 ? 1 : 0;
  }
  EXPECT_GT(split, 100U);
}

}  // namespace
}  // namespace relook::routing
