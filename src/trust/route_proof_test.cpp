// SPDX-License-Identifier: Apache-2.0
#include "trust/route_proof.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "testing/brute_force_proof.hpp"
#include "testing/drawn_topology.hpp"
#include "testing/seeds.hpp"
#include "trust/avoid_proof.hpp"

namespace relook::trust {
namespace {

using testing::BruteForce;
using testing::DrawnTopology;
using testing::TopologyDrawer;

routing::Network network_of(const DrawnTopology& drawn, TopologyDrawer& drawer) {
  routing::Network network{.topology = drawn.topology, .graphs = {}, .plane_gaps = {{}, {}}};
  network.graphs.push_back(routing::igp_graph(drawn.topology));
  // A plane leaves some links out and has metrics of its own.
  std::vector<std::uint8_t> through;
  for (const routing::RoutedNode& node : drawn.topology.nodes) {
    through.push_back(node.through ? 1 : 0);
  }
  std::vector<graph::EdgeEnds> edges;
  for (const routing::Adjacency& adjacency : drawn.topology.adjacencies) {
    const graph::Weight metric = 1 + drawer.below(3);
    edges.push_back(drawer.one_in(4) ? graph::EdgeEnds{adjacency.a, adjacency.a, 0, 0}
                                     : graph::EdgeEnds{adjacency.a, adjacency.b, metric, metric});
  }
  network.graphs.emplace_back(std::move(through), std::move(edges));
  return network;
}

/// A tunnel from the route's start: some pinned links and loose hops, then on to the end.
routing::Way draw_tunnel(const DrawnTopology& drawn, TopologyDrawer& drawer, graph::Node from,
                         graph::Node to) {
  const auto nodes = static_cast<std::uint32_t>(drawn.topology.nodes.size());
  routing::Way way{.segments = {}, .tunnel = 0};
  graph::Node at = from;
  for (std::uint32_t hops = drawer.below(3); hops > 0; --hops) {
    const auto links = static_cast<std::uint32_t>(drawn.topology.adjacencies.size());
    const graph::Edge link = links == 0 ? 0 : drawer.below(links);
    if (links > 0 && drawer.one_in(2)) {
      // Pinned: sometimes to a link that does not begin here, and then the way is never whole.
      const routing::Adjacency& adjacency = drawn.topology.adjacencies[link];
      way.segments.push_back({.graph = 0, .to = {}, .link = link});
      at = adjacency.a == at ? adjacency.b : adjacency.a;
    } else {
      at = drawer.below(nodes);
      way.segments.push_back({.graph = 0, .to = {at}});
    }
  }
  way.segments.push_back({.graph = 0, .to = {to}});
  return way;
}

routing::Route draw_route(const DrawnTopology& drawn, TopologyDrawer& drawer) {
  const auto nodes = static_cast<std::uint32_t>(drawn.topology.nodes.size());
  routing::Route route{.demand = 0, .from = drawer.below(nodes), .to = {}, .ways = {}};
  const bool nearest = drawer.one_in(3);
  for (std::uint32_t ends = nearest ? 1 + drawer.below(3) : 1; ends > 0; --ends) {
    const graph::Node end = drawer.below(nodes);
    if (std::ranges::find(route.to, end) == route.to.end()) route.to.push_back(end);
  }
  std::ranges::sort(route.to);
  if (route.to.size() == 1 && drawer.one_in(3)) {
    route.ways.push_back(draw_tunnel(drawn, drawer, route.from, route.to[0]));
    if (drawer.one_in(3)) return route;  // no fallback
  }
  const bool in_plane = drawer.one_in(2);
  if (in_plane) route.ways.push_back({.segments = {{.graph = 1, .to = route.to}}, .plane = 0});
  if (!in_plane || drawer.one_in(2))
    route.ways.push_back({.segments = {{.graph = 0, .to = route.to}}});
  return route;
}

std::string shown(const Fewest& fewest, const SmallestSets& sets) {
  std::string text = std::to_string(fewest.surely) + "/" + std::to_string(fewest.possibly) + "/" +
                     std::to_string(fewest.unserved);
  for (const FailedSet* set : {&sets.surely, &sets.possibly}) {
    text += " {";
    for (const Failure failure : set->items()) text += " " + std::to_string(failure);
    text += " }";
  }
  return text;
}

TEST(RouteProof, AgreesWithEveryScenarioOfDrawnRoutes) {
  for (std::uint64_t seed = 0; seed < testing::seeds(1500); ++seed) {
    TopologyDrawer drawer(seed, {.nodes_max = 7});
    const DrawnTopology drawn = drawer.draw();
    const routing::Network network = network_of(drawn, drawer);
    const FailureKinds kinds{.link = !drawer.one_in(4),
                             .node = !drawer.one_in(3),
                             .srlg = drawer.one_in(3),
                             .site = drawer.one_in(3)};
    const unsigned limit = drawer.one_in(8) ? 3 : drawer.below(3);
    const Ends ends = drawer.one_in(4) ? Ends::ignore : Ends::count;
    const Failures failures = failures_of(drawn.topology, kinds);
    const Crossing crossing = crossing_of(drawn.topology, drawn.avoided, ends, Truth::yes);
    const BruteForce brute(drawn.topology, drawn.avoided, ends);
    const AvoidQuestion question{
        .network = network, .crossing = crossing, .failures = failures, .limit = limit};
    std::vector<routing::Route> routes;
    for (unsigned i = 0; i < 6; ++i) routes.push_back(draw_route(drawn, drawer));
    const AvoidProof together =
        prove_routes(question, routes, Sets::smallest, relook::Run{.threads = 2});
    for (std::size_t i = 0; i < routes.size(); ++i) {
      const auto want = brute.prove(failures, limit, network.graphs, routes[i]);
      const RouteProof proof = prove_route(
          {.network = network, .crossing = crossing, .failures = failures, .limit = limit},
          routes[i], 1'000'000);
      ASSERT_EQ(shown(proof.fewest, proof.sets), shown(want.fewest, want.sets))
          << "seed " << seed << " route " << i;
      ASSERT_EQ(shown(together.answers[i].fewest, together.answers[i].sets),
                shown(want.fewest, want.sets))
          << "seed " << seed << " route " << i;
    }
  }
}

}  // namespace
}  // namespace relook::trust
