// SPDX-License-Identifier: Apache-2.0
#include "trust/plain_proof.hpp"

#include <gtest/gtest.h>

#include <string>

#include "testing/brute_force_proof.hpp"
#include "testing/drawn_topology.hpp"
#include "testing/seeds.hpp"

namespace relook::trust {
namespace {

using testing::BruteForce;
using testing::DrawnTopology;
using testing::TopologyDrawer;

std::string shown(const Fewest& fewest, const SmallestSets& sets) {
  const auto number = [](std::uint8_t n) { return n == kNever ? "-" : std::to_string(n); };
  std::string text =
      number(fewest.surely) + "/" + number(fewest.possibly) + "/" + number(fewest.unserved) + " {";
  for (const Failure failure : sets.surely.items()) text += std::to_string(failure) + " ";
  text += "} {";
  for (const Failure failure : sets.possibly.items()) text += std::to_string(failure) + " ";
  return text + "}";
}

std::string drawn_text(const DrawnTopology& drawn) {
  std::string text;
  for (std::size_t node = 0; node < drawn.topology.nodes.size(); ++node) {
    const routing::RoutedNode& routed = drawn.topology.nodes[node];
    text += "node " + std::to_string(node) + (routed.through ? "" : " stub") +
            (routed.lan ? " lan" : "") + (routed.external ? " external" : "") + " avoided " +
            std::to_string(static_cast<int>(drawn.avoided[node]));
    for (const graph::Node host : routed.hosts) text += " on " + std::to_string(host);
    text += "\n";
  }
  for (const routing::Adjacency& link : drawn.topology.adjacencies) {
    text += std::to_string(link.link) + ": " + std::to_string(link.a) + "-" +
            std::to_string(link.b) + " " + std::to_string(link.metric_ab) + "/" +
            std::to_string(link.metric_ba);
    for (const graph::Node under : link.rides_on) text += " over " + std::to_string(under);
    text += link.may_ride_on_others ? " and others\n" : "\n";
  }
  return text;
}

/// Mostly all failures of the kinds; sometimes a third of them cannot fail.
Failures draw_failures(const DrawnTopology& drawn, TopologyDrawer& drawer, FailureKinds kinds) {
  Failures failures = failures_of(drawn.topology, kinds);
  if (!drawer.one_in(4)) return failures;
  return only(failures, [&](const Failures::What&) { return !drawer.one_in(3); });
}

/// Every pair to some of the network's nodes, by the proof and by brute force.
void compare(const DrawnTopology& drawn, const Failures& failures, unsigned limit, Ends ends) {
  const routing::Topology& topology = drawn.topology;
  const graph::Digraph graph = routing::igp_graph(topology);
  const Crossing crossing = crossing_of(topology, drawn.avoided, ends, Truth::yes);
  const BruteForce brute(topology, drawn.avoided, ends);
  const PlainProof proof(
      {.graph = graph, .crossing = crossing, .failures = failures, .limit = limit});
  const auto worker = proof.worker();
  const auto step = static_cast<graph::Node>(limit == 3 ? 4 : 2);
  for (graph::Node to = limit % 2; to < graph.nodes(); to += step) {
    std::vector<graph::Node> from;
    for (graph::Node node = 0; node < graph.nodes(); ++node) {
      if (node != to) from.push_back(node);
    }
    std::vector<Fewest> fewest(from.size());
    std::vector<SmallestSets> sets(from.size());
    ASSERT_TRUE(worker->prove(to, from, fewest, sets));
    std::vector<Fewest> numbers(from.size());
    ASSERT_TRUE(worker->prove(to, from, numbers, {}));
    const auto wanted = brute.prove_all(failures, limit, to);
    for (std::size_t i = 0; i < from.size(); ++i) {
      const auto& want = wanted[from[i]];
      ASSERT_EQ(shown(fewest[i], sets[i]), shown(want.fewest, want.sets))
          << from[i] << " to " << to << " limit " << limit << "\n"
          << drawn_text(drawn);
      ASSERT_EQ(numbers[i], want.fewest) << from[i] << " to " << to << "\n" << drawn_text(drawn);
    }
  }
}

TEST(PlainProof, AgreesWithEveryScenarioOfDrawnNetworks) {
  for (std::uint64_t seed = 0; seed < testing::seeds(10'000); ++seed) {
    TopologyDrawer drawer(seed, {.nodes_max = 7});
    const DrawnTopology drawn = drawer.draw();
    FailureKinds kinds{.link = !drawer.one_in(4),
                       .node = !drawer.one_in(3),
                       .srlg = drawer.one_in(3),
                       .site = drawer.one_in(3)};
    const unsigned limit = drawer.one_in(12) ? 3 : drawer.below(3);
    SCOPED_TRACE("seed " + std::to_string(seed));
    compare(drawn, draw_failures(drawn, drawer, kinds), limit,
            drawer.one_in(4) ? Ends::ignore : Ends::count);
    if (::testing::Test::HasFatalFailure()) return;
  }
}

// Without shared risks chains are merged and cuts are counted by paths.
TEST(PlainProof, AgreesOnDrawnNetworksWithoutSharedRisks) {
  for (std::uint64_t seed = 0; seed < testing::seeds(10'000); ++seed) {
    TopologyDrawer drawer(
        seed, {.nodes_max = 8, .shared_risks = false, .unknown_vendors = seed % 2 == 0});
    const DrawnTopology drawn = drawer.draw();
    FailureKinds kinds{.link = !drawer.one_in(4), .node = !drawer.one_in(3)};
    const unsigned limit = drawer.one_in(12) ? 3 : drawer.below(3);
    SCOPED_TRACE("seed " + std::to_string(seed));
    compare(drawn, draw_failures(drawn, drawer, kinds), limit,
            drawer.one_in(4) ? Ends::ignore : Ends::count);
    if (::testing::Test::HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace relook::trust
