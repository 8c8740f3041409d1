// SPDX-License-Identifier: Apache-2.0
#include "graph/shortest_path_tree.hpp"

#include <gtest/gtest.h>

#include <random>

#include "graph/shortest_paths.hpp"
#include "testing/drawn_topology.hpp"
#include "testing/seeds.hpp"

namespace relook::graph {
namespace {

/// Everything that the tree says against a search from nothing.
void expect_same(const ShortestPathTree& tree, const Digraph& graph) {
  const Node to[] = {tree.root()};
  const PathsTo paths = shortest_paths_to(graph, tree.removed(), to);
  for (Node node = 0; node < graph.nodes(); ++node) {
    ASSERT_EQ(tree.distance(node), paths.distance[node]) << "node " << node;
    for (const Incidence& at : graph.at(node)) {
      if (paths.distance[node] == kUnreachable) continue;
      ASSERT_EQ(tree.leads_on(node, at), paths.leads_on(graph, tree.removed(), node, at))
          << node << " to " << at.neighbour;
    }
  }
}

TEST(ShortestPathTree, FollowsRemovalsAndTakesThemBack) {
  for (std::uint64_t seed = 0; seed < testing::seeds(3000); ++seed) {
    testing::TopologyDrawer drawer(seed, {.nodes_max = 12});
    const Digraph graph = routing::igp_graph(drawer.draw().topology);
    const Node root = drawer.below(static_cast<std::uint32_t>(graph.nodes()));
    ShortestPathTree tree(graph);
    tree.reset(root);
    unsigned depth = 0;
    SCOPED_TRACE("seed " + std::to_string(seed));
    for (unsigned step = 0; step < 12; ++step) {
      if (depth > 0 && drawer.one_in(3)) {
        tree.restore();
        --depth;
      } else {
        std::vector<Node> nodes;
        std::vector<Edge> edges;
        for (Node node = 0; node < graph.nodes(); ++node) {
          if (node != root && drawer.one_in(9)) nodes.push_back(node);
        }
        for (Edge edge = 0; edge < graph.edges(); ++edge) {
          if (drawer.one_in(9)) edges.push_back(edge);
        }
        tree.remove(nodes, edges);
        ++depth;
      }
      expect_same(tree, graph);
      if (::testing::Test::HasFatalFailure()) return;
    }
    tree.reset(root);
    expect_same(tree, graph);
  }
}

TEST(ShortestPathTree, GivesWhatIsWantedWithoutTheRest) {
  for (std::uint64_t seed = 0; seed < testing::seeds(2000); ++seed) {
    testing::TopologyDrawer drawer(seed, {.nodes_max = 12});
    const Digraph graph = routing::igp_graph(drawer.draw().topology);
    const auto nodes = static_cast<std::uint32_t>(graph.nodes());
    const Node root = drawer.below(nodes);
    ShortestPathTree tree(graph);
    tree.reset(root);
    std::vector<Edge> edges;
    for (Edge edge = 0; edge < graph.edges(); ++edge) {
      if (drawer.one_in(4)) edges.push_back(edge);
    }
    const std::vector<Node> wanted = {drawer.below(nodes), drawer.below(nodes)};
    tree.remove_for(wanted, {}, edges);
    const Node to[] = {root};
    const PathsTo paths = shortest_paths_to(graph, tree.removed(), to);
    for (const Node node : wanted) {
      ASSERT_EQ(tree.distance(node), paths.distance[node]) << "seed " << seed;
      if (paths.distance[node] == kUnreachable) continue;
      for (const Incidence& at : graph.at(node)) {
        ASSERT_EQ(tree.leads_on(node, at), paths.leads_on(graph, tree.removed(), node, at))
            << "seed " << seed;
      }
    }
    tree.restore();
    expect_same(tree, graph);
  }
}

// Two ways of equal cost lead on from node 3 over edges that cost nothing; whichever of nodes 1 and
// 4 is found after it, as far as itself, belongs to one of them.
TEST(ShortestPathTree, LooksAtWhatIsAsFarAsWhatIsWanted) {
  const Digraph graph(std::vector<std::uint8_t>(8, 1), {{0, 6, 1, 1},
                                                        {0, 7, 2, 2},
                                                        {6, 1, 5, 5},
                                                        {6, 3, 5, 5},
                                                        {6, 4, 5, 5},
                                                        {7, 1, 5, 5},
                                                        {7, 3, 5, 5},
                                                        {7, 4, 5, 5},
                                                        {3, 2, 0, 1},
                                                        {2, 1, 0, 1},
                                                        {3, 5, 0, 1},
                                                        {5, 4, 0, 1}});
  ShortestPathTree tree(graph);
  tree.reset(0);
  const Node wanted[] = {3};
  const Edge cut[] = {0};
  tree.remove_for(wanted, {}, cut);
  std::vector<Node> hops;
  for (const Incidence& at : graph.at(3)) {
    if (tree.leads_on(3, at)) hops.push_back(at.neighbour);
  }
  EXPECT_EQ(hops, (std::vector<Node>{2, 5, 7}));
}

}  // namespace
}  // namespace relook::graph
