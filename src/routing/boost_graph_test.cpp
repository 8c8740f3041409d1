// SPDX-License-Identifier: Apache-2.0
// Distances and equal-cost paths against those of Boost.Graph, which knows nothing of routers.
#include <gtest/gtest.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <vector>

#include "graph/shortest_paths.hpp"
#include "testing/drawn_topology.hpp"
#include "testing/seeds.hpp"

namespace relook::graph {
namespace {

using BoostGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property,
                          boost::property<boost::edge_weight_t, Distance>>;

/// The graph turned round, so that a search from the end gives every distance to it. A node that
/// carries no transit is not gone on from; what is removed is not there.
BoostGraph turned_round(const Digraph& graph, const Removed& removed, Node to) {
  BoostGraph turned(graph.nodes());
  const auto add = [&](Node from, Node next, Weight cost) {
    if (graph.through(next) || next == to) boost::add_edge(next, from, Distance{cost}, turned);
  };
  for (Edge edge = 0; edge < graph.edges(); ++edge) {
    const EdgeEnds& ends = graph.ends(edge);
    if (removed.edge(edge) || removed.node(ends.a) || removed.node(ends.b)) continue;
    add(ends.a, ends.b, ends.ab);
    add(ends.b, ends.a, ends.ba);
  }
  return turned;
}

struct BoostPaths {
  std::vector<Distance> distance;  ///< kUnreachable where there is none
  std::vector<Node> next;          ///< one next hop of each node; itself where there is none
};

BoostPaths boost_paths(const Digraph& graph, const Removed& removed, Node to) {
  const BoostGraph turned = turned_round(graph, removed, to);
  BoostPaths paths{std::vector<Distance>(graph.nodes()), std::vector<Node>(graph.nodes())};
  std::vector<BoostGraph::vertex_descriptor> before(graph.nodes());
  boost::dijkstra_shortest_paths(turned, to,
                                 boost::predecessor_map(before.data())
                                     .distance_map(paths.distance.data())
                                     .distance_inf(kUnreachable));
  for (Node node = 0; node < graph.nodes(); ++node) {
    paths.next[node] = static_cast<Node>(before[node]);
  }
  return paths;
}

void compare(const Digraph& graph, const Removed& removed, Node to) {
  const BoostPaths boost = boost_paths(graph, removed, to);
  const Node ends[] = {to};
  const PathsTo paths = shortest_paths_to(graph, removed, ends);
  for (Node node = 0; node < graph.nodes(); ++node) {
    const Distance wanted = removed.node(node) ? kUnreachable : boost.distance[node];
    ASSERT_EQ(paths.distance[node], wanted) << node << " to " << to;
    if (node == to || wanted == kUnreachable) continue;
    bool among = false;
    for (const Incidence& at : graph.at(node)) {
      const Distance rest = boost.distance[at.neighbour];
      const bool least = !removed.edge(at.edge) && !removed.node(at.neighbour) &&
                         rest != kUnreachable && rest + at.out == wanted &&
                         (graph.through(at.neighbour) || at.neighbour == to);
      ASSERT_EQ(paths.leads_on(graph, removed, node, at), least) << node << " to " << to;
      among = among || (least && at.neighbour == boost.next[node]);
    }
    ASSERT_TRUE(among) << "the next hop of Boost.Graph from " << node << " to " << to;
  }
}

TEST(BoostGraph, HasTheSameDistancesAndEqualCostPaths) {
  for (std::uint64_t seed = 0; seed < testing::seeds(1500); ++seed) {
    testing::TopologyDrawer drawer(seed, {.nodes_max = seed % 10 == 0 ? 60U : 14U});
    const Digraph graph = routing::igp_graph(drawer.draw().topology);
    SCOPED_TRACE("seed " + std::to_string(seed));
    Removed removed(graph);
    const Node to = drawer.below(static_cast<std::uint32_t>(graph.nodes()));
    for (unsigned round = 0; round < 3; ++round) {
      compare(graph, removed, to);
      if (::testing::Test::HasFatalFailure()) return;
      for (Node node = 0; node < graph.nodes(); ++node) {
        if (node != to && drawer.one_in(12)) removed.remove_node(node);
      }
      for (Edge edge = 0; edge < graph.edges(); ++edge) {
        if (drawer.one_in(12)) removed.remove_edge(edge);
      }
    }
  }
}

}  // namespace
}  // namespace relook::graph
