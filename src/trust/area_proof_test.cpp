// SPDX-License-Identifier: Apache-2.0
#include "trust/area_proof.hpp"

#include <gtest/gtest.h>

#include <string>

#include "routing/route.hpp"
#include "testing/area_twin.hpp"
#include "testing/drawn_areas.hpp"
#include "testing/seeds.hpp"
#include "trust/avoid_proof.hpp"

namespace relook::trust {
namespace {

using graph::kNoIndex;
using graph::Node;
using testing::AreaDrawer;
using testing::AreaTwin;
using testing::DrawnTopology;

std::string shown(const RouteAnswer& answer) {
  const auto number = [](std::uint8_t n) { return n == kNever ? "-" : std::to_string(n); };
  std::string text(kAnswers[static_cast<std::size_t>(answer.answer)]);
  text += answer.doubt == Doubt::border ? " border " : " ";
  text += number(answer.fewest.surely) + "/" + number(answer.fewest.possibly) + "/" +
          number(answer.fewest.unserved) + " {";
  for (const Failure failure : answer.sets.surely.items()) text += std::to_string(failure) + " ";
  text += "} {";
  for (const Failure failure : answer.sets.possibly.items()) text += std::to_string(failure) + " ";
  return text + "}";
}

std::string drawn_text(const routing::Topology& topology, const std::vector<Truth>& avoided) {
  std::string text;
  for (Node node = 0; node < topology.nodes.size(); ++node) {
    const routing::RoutedNode& routed = topology.nodes[node];
    const std::uint32_t home = topology.home_area[node];
    text += "node " + std::to_string(node) + (routed.through ? "" : " stub") +
            (routed.lan ? " lan" : "") + (routed.external ? " external" : "") + " avoided " +
            std::to_string(static_cast<int>(avoided[node])) + " home " +
            (home == kNoIndex ? "?" : topology.areas[home]);
    for (const Node host : routed.hosts) text += " on " + std::to_string(host);
    text += "\n";
  }
  for (const routing::Adjacency& link : topology.adjacencies) {
    text += std::to_string(link.link) + ": " + std::to_string(link.a) + "-" +
            std::to_string(link.b) + " " + std::to_string(link.metric_ab) + "/" +
            std::to_string(link.metric_ba) + " area " + topology.areas[link.area];
    for (const Node under : link.rides_on) text += " over " + std::to_string(under);
    text += "\n";
  }
  return text;
}

/// What the twin's numbers come to.
RouteAnswer wanted(const AreaTwin::AreaTruth& truth) {
  RouteAnswer out{.fewest = truth.answer.fewest, .sets = truth.answer.sets};
  out.fewest.unserved = std::min(out.fewest.unserved, truth.open);
  if (out.fewest.surely != kNever) {
    out.answer = Answer::breaches;
  } else if (truth.open == 0 ||
             (truth.open != kNever && out.fewest.possibly == kNever && out.fewest.unserved > 0)) {
    out.doubt = Doubt::border;
  } else if (out.fewest.unserved > 0 && out.fewest.possibly == kNever) {
    out.answer = Answer::conforms;
  }
  return out;
}

routing::Network network_of(const routing::Topology& topology) {
  routing::Network network{
      .topology = topology, .graphs = {routing::igp_graph(topology)}, .plane_gaps = {{}}};
  return network;
}

/// How often each kind of answer came.
struct Seen {
  std::size_t compared = 0;
  std::size_t open = 0;
  std::size_t breaches_after = 0;
  std::size_t conforms = 0;
};

/// Every pair through areas, by the proof and by the twin.
void compare(const DrawnTopology& drawn, const Failures& failures, unsigned limit, Ends ends,
             Seen& seen) {
  const routing::Network network = network_of(drawn.topology);
  const routing::Topology& topology = network.topology;
  const Crossing crossing = crossing_of(topology, drawn.avoided, ends, Truth::yes);
  const AreaTwin twin(topology, drawn.avoided, ends);
  std::vector<Node> all;
  for (Node node = 0; node < topology.nodes.size(); ++node) {
    if (!topology.nodes[node].lan) all.push_back(node);
  }
  const Node to = all[failures.size() % all.size()];
  if (!topology.has_ospf_areas(topology.part[to]) || topology.home_area[to] == kNoIndex) return;
  const PairsProof proof =
      prove_pairs({network, crossing, failures, limit}, all, {to}, 0, Each::all, {.threads = 1});
  ASSERT_TRUE(proof.complete);
  const std::vector<AreaTwin::AreaTruth> truths = twin.prove_areas(failures, limit, to);
  for (const PairAnswer& pair : proof.kept) {
    if (!takes_areas(network, pair.from, to)) continue;
    const RouteAnswer want = wanted(truths[pair.from]);
    ASSERT_EQ(shown(pair.answer), shown(want))
        << pair.from << " to " << to << " limit " << limit << "\n"
        << drawn_text(topology, drawn.avoided);
    ++seen.compared;
    seen.open += want.doubt == Doubt::border ? 1 : 0;
    const bool after = want.fewest.surely != kNever && want.fewest.surely > 0;
    seen.breaches_after += after ? 1 : 0;
    seen.conforms += want.answer == Answer::conforms ? 1 : 0;
  }
}

TEST(AreaProof, AgreesWithEveryRouterOfDrawnNetworks) {
  Seen seen;
  for (std::uint64_t seed = 0; seed < testing::seeds(3'000); ++seed) {
    AreaDrawer drawer(seed);
    const DrawnTopology drawn = drawer.draw();
    const FailureKinds kinds{.link = !drawer.one_in(4),
                             .node = !drawer.one_in(3),
                             .srlg = drawer.one_in(3),
                             .site = drawer.one_in(3)};
    const unsigned limit = drawer.one_in(5) ? 2 : drawer.below(2);
    SCOPED_TRACE("seed " + std::to_string(seed));
    compare(drawn, failures_of(drawn.topology, kinds), limit,
            drawer.one_in(4) ? Ends::ignore : Ends::count, seen);
    if (::testing::Test::HasFatalFailure()) return;
  }
  std::printf("%zu pairs: %zu open, %zu breach after failures, %zu conform\n", seen.compared,
              seen.open, seen.breaches_after, seen.conforms);
  EXPECT_GT(seen.open, seen.compared / 50);
  EXPECT_GT(seen.breaches_after, seen.compared / 50);
  EXPECT_GT(seen.conforms, seen.compared / 50);
}

}  // namespace
}  // namespace relook::trust
