// SPDX-License-Identifier: Apache-2.0
#include "trust/area_stretch.hpp"

#include <gtest/gtest.h>

#include "testing/area_twin.hpp"
#include "testing/drawn_areas.hpp"
#include "testing/seeds.hpp"
#include "trust/exposure.hpp"
#include "trust/route_proof.hpp"

namespace relook::trust {
namespace {

using graph::Node;
using testing::AreaTwin;

// Routers that flood what they know and forward packet by packet decide what is carried, what is
// not, and what is open, after every set of failures; and whether anything avoided is crossed.
TEST(AreaStretch, CarriesWhatRoutersDoAfterEveryFailure) {
  std::size_t carried = 0;
  std::size_t unserved = 0;
  std::size_t open = 0;
  std::size_t crossed = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(400); ++seed) {
    testing::AreaDrawer drawer(seed);
    const testing::DrawnTopology drawn = drawer.draw();
    const routing::Topology& topology = drawn.topology;
    const routing::Network network{
        .topology = topology, .graphs = {routing::igp_graph(topology)}, .plane_gaps = {{}}};
    const Failures failures =
        failures_of(topology, {.link = true, .node = drawer.one_in(2), .srlg = true, .site = true});
    const Crossing crossing = crossing_of(topology, drawn.avoided, Ends::count, Truth::no);
    const AreaTwin twin(topology, drawn.avoided, Ends::count);
    const Node to = drawer.below(static_cast<std::uint32_t>(topology.nodes.size()));
    const bool modelled = !topology.nodes[to].lan && topology.has_ospf_areas(topology.part[to]);
    if (!modelled || topology.home_area[to] == graph::kNoIndex) continue;
    twin.for_each_fate(failures, 2, to, [&](const FailedSet& set, Node from, const auto& fate) {
      graph::Removed removed(network.graphs[0]);
      for (const Failure failure : set.items()) take(failures, failure, removed);
      AreaSearch search(network, removed, topology.part[to]);
      const CarriedBy<Stretch> found = search.find(from, to);
      const Truth arrives = fate.open ? Truth::unknown : truth(fate.served);
      ASSERT_EQ(search.arriving(to)[from], arrives) << "seed " << seed << ", from " << from;
      ASSERT_EQ(found.open, fate.open) << "seed " << seed << ", from " << from;
      ASSERT_EQ(found.by.has_value(), fate.served && !fate.open) << "seed " << seed;
      if (!found.by) {
        ++(found.open ? open : unserved);
        return;
      }
      const Carrier carrier{.way = 0, .cost = 0, .stretches = {*found.by}};
      const routing::Portion drop =
          exposed(network, removed, carrier, {}, {crossing, crossing}).drop;
      ASSERT_EQ(drop.low.part > 0, fate.met == Truth::yes) << "seed " << seed;
      ASSERT_EQ(drop.high.part > 0, fate.met != Truth::no) << "seed " << seed;
      ++carried;
      crossed += fate.met == Truth::yes ? 1 : 0;
    });
  }
  EXPECT_GT(carried, 2000U);
  EXPECT_GT(unserved, 500U);
  EXPECT_GT(open, 200U);
  EXPECT_GT(crossed, 500U);
}

}  // namespace
}  // namespace relook::trust
