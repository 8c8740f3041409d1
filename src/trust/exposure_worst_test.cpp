// SPDX-License-Identifier: Apache-2.0
#include "trust/exposure_worst.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "testing/drawn_areas.hpp"
#include "testing/drawn_topology.hpp"
#include "testing/seeds.hpp"
#include "trust/carrier.hpp"
#include "trust/exposure.hpp"

namespace relook::trust {
namespace {

using graph::Node;
using routing::Portion;
using testing::TopologyDrawer;

// What crosses after exactly these failures, everything computed anew.
Portion after(const WorstQuestion& question, const Crossing& group, const FailedSet& failed) {
  graph::Removed removed(question.network.graphs[0]);
  for (const Failure failure : failed.items()) {
    for (const Node node : question.failures.nodes[failure]) {
      removed.remove_node(node);
      for (const auto& at : question.network.graphs[0].at(node)) removed.remove_edge(at.edge);
    }
    for (const graph::Edge edge : question.failures.edges[failure]) removed.remove_edge(edge);
  }
  Portion total;
  for (std::size_t i = 0; i < question.routes.size(); ++i) {
    const auto carried = CarrierFinder(question.network, removed).look_for(question.routes[i]);
    if (carried.by) {
      total += exposed(question.network, removed, *carried.by, {}, {group, group})
                   .drop.of(question.amounts[i]);
    } else if (carried.open && strongest(group) != Truth::no) {
      total += Portion::open().of(question.amounts[i]);
    }
  }
  return total;
}

// Of all scenarios, none left out, the one that is asked for; and the most that possibly crosses.
std::pair<Worst, routing::Ratio> by_all_scenarios(const WorstQuestion& question,
                                                  const Crossing& group) {
  const auto things = static_cast<Failure>(question.failures.size());
  std::vector<FailedSet> sets = {{}};
  for (Failure a = 0; a < things && question.limit > 0; ++a) sets.push_back({{a}});
  for (Failure a = 0; a < things && question.limit > 1; ++a) {
    for (Failure b = a + 1; b < things; ++b) sets.push_back({{a, b, kNoFailure}});
  }
  for (FailedSet& set : sets) {
    if (set.failed[0] != kNoFailure && set.failed[1] == 0) set.failed[1] = kNoFailure;
    if (set.failed[1] == kNoFailure) set.failed[2] = kNoFailure;
  }
  Worst worst{sets[0], after(question, group, sets[0])};
  routing::Ratio most;
  for (const FailedSet& set : sets) {
    const Portion amount = after(question, group, set);
    if (order(most, amount.high) < 0) most = amount.high;
    const auto low = order(worst.amount.low, amount.low);
    const auto high = order(worst.amount.high, amount.high);
    if (low < 0 || (low == 0 && high < 0)) worst = {set, amount};
  }
  return {worst, most};
}

// What is found for the one group, after it was held against all scenarios.
WorstFound as_all_scenarios_say(const WorstQuestion& question, std::uint64_t seed) {
  WorstFound found = find_worst(question, {});
  EXPECT_TRUE(found.complete) << "seed " << seed;
  const auto [worst, most] = by_all_scenarios(question, question.groups[0]);
  EXPECT_EQ(found.worst[0], worst) << "seed " << seed;
  EXPECT_EQ(found.at_most[0], most) << "seed " << seed;
  return found;
}

TEST(WorstExposure, AgreesWithEveryScenarioOfDrawnNetworks) {
  std::size_t worse = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(900); ++seed) {
    TopologyDrawer drawer(seed, {.nodes_max = 7});
    const testing::DrawnTopology drawn = drawer.draw();
    const routing::Network network{.topology = drawn.topology,
                                   .graphs = {routing::igp_graph(drawn.topology)},
                                   .plane_gaps = {{}}};
    const auto nodes = static_cast<std::uint32_t>(drawn.topology.nodes.size());
    std::vector<routing::Route> routes;
    std::vector<std::uint64_t> amounts;
    for (std::uint32_t i = 0; i < 3; ++i) {
      const Node to = drawer.below(nodes);
      routing::Route route{.demand = i, .from = drawer.below(nodes), .to = {to}, .ways = {}};
      route.ways.push_back({.segments = {{.graph = 0, .to = {to}}}});
      routes.push_back(route);
      amounts.push_back(1 + drawer.below(9));
    }
    const std::vector<Crossing> groups = {
        crossing_of(drawn.topology, drawn.avoided, Ends::count, Truth::yes)};
    const Failures failures = failures_of(
        drawn.topology, {.link = true, .node = drawer.one_in(2), .srlg = true, .site = false});
    const WorstQuestion question{network, routes, amounts, groups, failures, drawer.below(3)};
    const WorstFound found = as_all_scenarios_say(question, seed);
    if (found.worst[0].failed.items().size() > 0) ++worse;
    if (question.limit > 0 && found.steps > 3) {
      EXPECT_FALSE(find_worst(question, {.budget = 3}).complete);
    }
  }
  EXPECT_GT(worse, 50U);
}

// As before, and the most that any of them possibly does.
TEST(WorstExposure, AgreesWithEveryScenarioThroughSeveralAreas) {
  std::size_t worse = 0;
  std::size_t open = 0;
  std::size_t more = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(600); ++seed) {
    testing::AreaDrawer drawer(seed);
    const testing::DrawnTopology drawn = drawer.draw();
    const routing::Network network{.topology = drawn.topology,
                                   .graphs = {routing::igp_graph(drawn.topology)},
                                   .plane_gaps = {{}}};
    const auto nodes = static_cast<std::uint32_t>(drawn.topology.nodes.size());
    std::vector<routing::Route> routes;
    std::vector<std::uint64_t> amounts;
    for (std::uint32_t i = 0; i < 12 && routes.size() < 3; ++i) {
      const Node from = drawer.below(nodes);
      const Node to = drawer.below(nodes);
      routing::Route route{.demand = i, .from = from, .to = {to}, .ways = {}};
      route.ways.push_back({.segments = {{.graph = 0, .to = {to}}}});
      if (!takes_areas(network, route) || drawn.topology.home_area[to] == graph::kNoIndex) continue;
      routes.push_back(route);
      amounts.push_back(1 + drawer.below(9));
    }
    const std::vector<Crossing> groups = {
        crossing_of(drawn.topology, drawn.avoided, Ends::count, Truth::yes)};
    const Failures failures = failures_of(
        drawn.topology, {.link = true, .node = drawer.one_in(2), .srlg = true, .site = false});
    const WorstQuestion question{network, routes, amounts, groups, failures, drawer.below(3)};
    const WorstFound found = as_all_scenarios_say(question, seed);
    if (found.worst[0].failed.items().size() > 0) ++worse;
    if (!found.worst[0].amount.exact()) ++open;
    if (order(found.at_most[0], found.worst[0].amount.high) > 0) ++more;
  }
  EXPECT_GT(worse, 50U);
  EXPECT_GT(open, 20U);
  EXPECT_GT(more, 3U);
}

}  // namespace
}  // namespace relook::trust
