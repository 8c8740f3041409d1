// SPDX-License-Identifier: Apache-2.0
#include "graph/digraph.hpp"

#include <gtest/gtest.h>

#include <random>

#include "graph/monotone_queue.hpp"

namespace relook::graph {
namespace {

TEST(ZeroCycle, FindsAnEdgeOfACycleThatCostsNothing) {
  // 0 -> 1 -> 2 -> 0 costs nothing; the way back costs 1.
  const Digraph ring({1, 1, 1}, {{0, 1, 0, 1}, {1, 2, 0, 1}, {2, 0, 0, 1}});
  EXPECT_TRUE(zero_cycle(ring).has_value());
  // A broadcast network: towards its members it costs nothing, into it something.
  const Digraph lan({1, 1, 1}, {{0, 2, 10, 0}, {1, 2, 10, 0}});
  EXPECT_FALSE(zero_cycle(lan).has_value());
  // There and back over one edge is a cycle, too.
  EXPECT_EQ(zero_cycle(Digraph({1, 1}, {{0, 1, 0, 0}})), Edge{0});
  // What only leads into a cycle is none of it.
  const Digraph tail({1, 1, 1}, {{0, 1, 0, 1}, {1, 2, 0, 0}});
  EXPECT_EQ(zero_cycle(tail), Edge{1});
  EXPECT_FALSE(zero_cycle(Digraph({1, 1}, {})).has_value());
}

TEST(ConnectedParts, AreNumberedBySmallestNode) {
  const Digraph graph({1, 1, 1, 0, 1}, {{1, 3, 1, 1}, {3, 4, 1, 1}});
  EXPECT_EQ(connected_parts(graph), (std::vector<std::uint32_t>{0, 1, 2, 1, 1}));
}

TEST(Digraph, LeavesLoopsOut) {
  const Digraph graph({1, 1}, {{0, 0, 5, 5}, {0, 1, 2, 3}});
  ASSERT_EQ(graph.at(0).size(), 1U);
  EXPECT_EQ(graph.at(0)[0].edge, 1U);
  EXPECT_EQ(graph.at(1)[0].out, 3U);
  EXPECT_EQ(graph.at(1)[0].in, 2U);
}

TEST(MonotoneQueue, GivesTheNearestAsASortDoes) {
  std::mt19937_64 random(7);
  for (unsigned round = 0; round < 300; ++round) {
    MonotoneQueue queue;
    std::vector<Distance> in;
    std::vector<Distance> out;
    Distance last = 0;
    for (unsigned step = 0; step < 200; ++step) {
      if (queue.empty() || random() % 3 != 0) {
        const Distance far = last + (random() % 4 == 0 ? random() >> 8U : random() % 4);
        in.push_back(far);
        queue.push(far, 0);
      } else {
        ASSERT_EQ(queue.nearest(), *std::ranges::min_element(in));
        last = queue.pop().distance;
        out.push_back(last);
        in.erase(std::ranges::find(in, last));
      }
    }
    EXPECT_TRUE(std::ranges::is_sorted(out));
    queue.clear();
    EXPECT_TRUE(queue.empty());
  }
}

}  // namespace
}  // namespace relook::graph
