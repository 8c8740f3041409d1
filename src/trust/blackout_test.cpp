// SPDX-License-Identifier: Apache-2.0
#include "trust/blackout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "testing/area_twin.hpp"
#include "testing/drawn_areas.hpp"
#include "testing/drawn_topology.hpp"
#include "testing/seeds.hpp"
#include "trust/carrier.hpp"

namespace relook::trust {
namespace {

using graph::Node;
using testing::TopologyDrawer;

// The obvious way: every dependency again and again until nothing changes.
std::vector<Truth> by_passes(std::vector<Truth> stopped, const std::vector<StopsWith>& all) {
  for (std::size_t pass = 0; pass <= stopped.size(); ++pass) {
    const bool some = std::ranges::any_of(stopped, [](Truth one) { return one != Truth::no; });
    for (const StopsWith& one : all) {
      Truth source = some ? Truth::unknown : Truth::no;
      if (one.on != graph::kNoIndex) source = stopped[one.on];
      stopped[one.element] = either(stopped[one.element], both(source, one.holds));
    }
  }
  return stopped;
}

Truth drawn_truth(TopologyDrawer& drawer, std::uint32_t rarity) {
  if (!drawer.one_in(rarity)) return Truth::no;
  return drawer.one_in(2) ? Truth::yes : Truth::unknown;
}

std::vector<StopsWith> drawn_dependencies(TopologyDrawer& drawer, std::uint32_t rows) {
  std::vector<StopsWith> all;
  for (std::uint32_t count = drawer.below(rows + 1); count > 0; --count) {
    const std::uint32_t on = drawer.one_in(8) ? graph::kNoIndex : drawer.below(rows);
    all.push_back({drawer.below(rows), on, drawer.one_in(3) ? Truth::unknown : Truth::yes});
  }
  return all;
}

TEST(Blackout, StopsWhatHangsOnWhatStops) {
  std::size_t spread = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(2000); ++seed) {
    TopologyDrawer drawer(seed, {});
    const std::uint32_t rows = 1 + drawer.below(8);
    std::vector<Truth> stopped;
    for (std::uint32_t row = 0; row < rows; ++row) stopped.push_back(drawn_truth(drawer, 4));
    const std::vector<StopsWith> all = drawn_dependencies(drawer, rows);
    const std::vector<Truth> found = all_stopped(stopped, all);
    EXPECT_EQ(found, by_passes(stopped, all)) << "seed " << seed;
    if (found != stopped) ++spread;
  }
  EXPECT_GT(spread, 200U);
}

struct Drawn {
  routing::Network network;
  std::vector<routing::Route> routes;
  std::vector<std::uint64_t> amounts;
  std::vector<Truth> core;
};

Drawn drawn(TopologyDrawer& drawer) {
  Drawn out;
  out.network.topology = drawer.draw().topology;
  out.network.graphs = {routing::igp_graph(out.network.topology)};
  out.network.plane_gaps.resize(1);
  const auto nodes = static_cast<std::uint32_t>(out.network.topology.nodes.size());
  for (std::uint32_t i = 0; i < 3; ++i) {
    const Node to = drawer.below(nodes);
    routing::Route route{.demand = i, .from = drawer.below(nodes), .to = {to}, .ways = {}};
    route.ways.push_back({.segments = {{.graph = 0, .to = {to}}}});
    out.routes.push_back(route);
    out.amounts.push_back(drawer.below(100));
  }
  for (std::uint32_t i = 0; i < nodes; ++i) out.core.push_back(drawn_truth(drawer, 4));
  return out;
}

// Whether `from` comes to any of `to` over what runs, by trying all steps until none is new.
bool comes_to(const Drawn& drawn, const std::vector<std::uint8_t>& off, Node from,
              const std::vector<Node>& to) {
  const routing::Topology& topology = drawn.network.topology;
  if (off[from] != 0) return false;
  std::vector<std::uint8_t> seen(off.size());
  seen[from] = 1;
  for (std::size_t pass = 0; pass < off.size(); ++pass) {
    for (const routing::Adjacency& link : topology.adjacencies) {
      const bool cut = std::ranges::any_of(link.rides_on, [&](Node n) { return off[n] != 0; });
      if (cut || off[link.a] != 0 || off[link.b] != 0) continue;
      const auto goes = [&](Node node) {
        const bool end = std::ranges::find(to, node) != to.end();
        return seen[node] != 0 && (node == from || (topology.nodes[node].through && !end));
      };
      if (goes(link.a)) seen[link.b] = 1;
      if (goes(link.b)) seen[link.a] = 1;
    }
  }
  return std::ranges::any_of(to, [&](Node node) { return off[node] == 0 && seen[node] != 0; });
}

TEST(Blackout, LeavesWhatStillHasAPath) {
  std::size_t dark = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(1000); ++seed) {
    TopologyDrawer drawer(seed, {});
    const Drawn net = drawn(drawer);
    const BlackoutQuestion question{net.network, net.routes, net.amounts, net.core};
    std::vector<std::uint8_t> off;
    for (std::size_t i = 0; i < net.core.size(); ++i) off.push_back(drawer.one_in(4) ? 1 : 0);
    const Left left = left_without(question, {.nodes = off}, Truth::yes);
    for (std::size_t i = 0; i < net.routes.size(); ++i) {
      const bool served = comes_to(net, off, net.routes[i].from, net.routes[i].to);
      EXPECT_EQ(left.served[i], truth(served)) << "seed " << seed << ", route " << i;
      dark += served ? 0 : 1;
    }
    std::vector<Node> core;
    for (Node node = 0; node < net.core.size(); ++node) {
      if (net.core[node] == Truth::yes) core.push_back(node);
    }
    for (Node node = 0; node < off.size(); ++node) {
      std::vector<Node> running;
      std::ranges::copy_if(core, std::back_inserter(running), [&](Node n) { return off[n] == 0; });
      EXPECT_EQ(left.reaches[node], truth(comes_to(net, off, node, running)))
          << "seed " << seed << ", node " << node;
    }
  }
  EXPECT_GT(dark, 500U);
}

// ---- through several areas

// A drawn network of several areas, with routes between routers whose ways through them are known.
std::optional<Drawn> drawn_areas(testing::AreaDrawer& drawer) {
  Drawn out;
  out.network.topology = drawer.draw().topology;
  const routing::Topology& topology = out.network.topology;
  out.network.graphs = {routing::igp_graph(topology)};
  out.network.plane_gaps = {{}};
  const auto nodes = static_cast<std::uint32_t>(topology.nodes.size());
  for (std::uint32_t i = 0; i < 30 && out.routes.size() < 8; ++i) {
    const Node from = drawer.below(nodes);
    const Node to = drawer.below(nodes);
    routing::Route route{.demand = i, .from = from, .to = {to}, .ways = {}};
    route.ways.push_back({.segments = {{.graph = 0, .to = {to}}}});
    const bool routers = from != to && !topology.nodes[from].lan && !topology.nodes[to].lan;
    const bool known = topology.home_area[to] != graph::kNoIndex;
    if (!routers || !known || !takes_areas(out.network, route)) continue;
    out.routes.push_back(route);
    out.amounts.push_back(drawer.below(100));
  }
  for (std::uint32_t i = 0; i < nodes; ++i) {
    const bool may = !topology.nodes[i].lan && topology.home_area[i] != graph::kNoIndex;
    out.core.push_back(truth(may && drawer.one_in(4)));
  }
  if (out.routes.empty()) return std::nullopt;
  return out;
}

testing::Outage outage_of(const routing::Topology& topology, const std::vector<std::uint8_t>& off) {
  testing::Outage out{std::vector<bool>(off.size()), {}};
  for (Node node = 0; node < off.size(); ++node) out.node[node] = off[node] != 0;
  for (const routing::Adjacency& link : topology.adjacencies) {
    const bool rides = std::ranges::any_of(link.rides_on, [&](Node n) { return off[n] != 0; });
    out.link.push_back(rides || off[link.a] != 0 || off[link.b] != 0);
  }
  return out;
}

// What routers that flood and forward make of it, between any two.
Truth arrives(const Drawn& net, const std::vector<std::uint8_t>& off, Node from, Node to) {
  if (off[from] != 0 || off[to] != 0) return Truth::no;
  if (from == to) return Truth::yes;
  const std::vector<Truth> nobody(off.size(), Truth::no);
  const testing::AreaTwin twin(net.network.topology, nobody, Ends::count);
  Truth found = Truth::no;
  twin.for_each_fate(outage_of(net.network.topology, off), to, [&](Node at, const auto& fate) {
    if (at == from) found = fate.open ? Truth::unknown : truth(fate.served);
  });
  return found;
}

TEST(Blackout, ThroughAreasLeavesWhatRoutersStillDeliver) {
  std::size_t told[3] = {};
  for (std::uint64_t seed = 0; seed < testing::seeds(1500); ++seed) {
    testing::AreaDrawer drawer(seed);
    const std::optional<Drawn> net = drawn_areas(drawer);
    if (!net) continue;
    const BlackoutQuestion question{net->network, net->routes, net->amounts, net->core};
    std::vector<std::uint8_t> off;
    for (std::size_t i = 0; i < net->core.size(); ++i) off.push_back(drawer.one_in(6) ? 1 : 0);
    const Left left = left_without(question, {.nodes = off}, Truth::yes);
    for (std::size_t i = 0; i < net->routes.size(); ++i) {
      const Truth served = arrives(*net, off, net->routes[i].from, net->routes[i].to[0]);
      // Where nothing joins the two, nobody asks what routers make of it.
      const bool joined = comes_to(*net, off, net->routes[i].from, net->routes[i].to);
      EXPECT_EQ(left.served[i], joined ? served : Truth::no) << "seed " << seed << ", route " << i;
      ++told[static_cast<std::size_t>(left.served[i])];
    }
    for (Node node = 0; node < off.size(); ++node) {
      const bool areas = takes_areas(net->network, node, node);
      if (!areas || net->network.topology.nodes[node].lan) continue;
      Truth any = Truth::no;
      for (Node end = 0; end < off.size(); ++end) {
        const bool counts = net->core[end] == Truth::yes && takes_areas(net->network, node, end);
        if (counts) any = either(any, arrives(*net, off, node, end));
      }
      EXPECT_EQ(left.reaches[node], any) << "seed " << seed << ", node " << node;
      ++told[static_cast<std::size_t>(any)];
    }
  }
  for (const std::size_t count : told) EXPECT_GT(count, 50U);
}

// Of two states, whatever lies between them is as was told.
TEST(Blackout, ThroughAreasTellsNothingThatAStateInBetweenContradicts) {
  std::size_t sure = 0;
  std::size_t open = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(600); ++seed) {
    testing::AreaDrawer drawer(seed);
    const std::optional<Drawn> net = drawn_areas(drawer);
    if (!net) continue;
    const BlackoutQuestion question{net->network, net->routes, net->amounts, net->core};
    std::vector<std::uint8_t> surely;
    std::vector<Node> doubtful;
    for (Node node = 0; node < net->core.size(); ++node) {
      surely.push_back(drawer.one_in(12) ? 1 : 0);
      const bool may = surely.back() == 0 && drawer.one_in(2);
      if (may && doubtful.size() < 4) doubtful.push_back(node);
    }
    std::vector<std::uint8_t> possibly = surely;
    for (const Node node : doubtful) possibly[node] = 1;
    Off least{.nodes = surely};
    Off most{.nodes = possibly, .unnamed = true};
    const std::vector<std::uint8_t> varying = varying_parts(question, least, most);
    least.varying = most.varying = varying;
    const Left at_most = left_without(question, least, Truth::yes);
    const Left at_least = left_without(question, most, Truth::yes);
    for (std::size_t i = 0; i < net->routes.size(); ++i) {
      for (std::uint32_t bits = 0; bits < 1U << doubtful.size(); ++bits) {
        std::vector<std::uint8_t> off = surely;
        for (std::size_t d = 0; d < doubtful.size(); ++d) off[doubtful[d]] = (bits >> d) & 1;
        const Truth served = arrives(*net, off, net->routes[i].from, net->routes[i].to[0]);
        EXPECT_FALSE(at_most.served[i] == Truth::no && served == Truth::yes) << "seed " << seed;
        EXPECT_FALSE(at_least.served[i] == Truth::yes && served != Truth::yes) << "seed " << seed;
      }
      const bool told = at_most.served[i] == Truth::no || at_least.served[i] == Truth::yes;
      ++(told ? sure : open);
    }
  }
  EXPECT_GT(sure, 50U);
  EXPECT_GT(open, 50U);
}

// Area 1 has the source 0, and 1 and 4 at its border; 2 leads from the backbone into area 2 with
// the destination 3. The cheapest way to 1 is by 4, which listens to its own backbone, cut off with
// 5 and 6, and has no route: what comes to it is lost. Without 4, or the link to it, which rides on
// 7, all arrives over the dear link. So less of the network serves more.
Drawn where_less_serves_more() {
  Drawn net;
  routing::Topology& topology = net.network.topology;
  for (std::uint32_t i = 0; i < 8; ++i) {
    topology.nodes.push_back({.element = i, .through = i != 7, .external = false, .lan = false});
  }
  topology.areas = {"", "0", "1", "2"};
  const auto join = [&](Node a, Node b, std::uint32_t area, graph::Weight metric) {
    const auto link = static_cast<std::uint32_t>(topology.adjacencies.size());
    topology.adjacencies.push_back({.link = link,
                                    .a = a,
                                    .b = b,
                                    .metric_ab = metric,
                                    .metric_ba = metric,
                                    .delay_us = 0,
                                    .area = 1 + area});
  };
  join(0, 4, 1, 1);
  topology.adjacencies.back().rides_on = {7};
  join(4, 1, 1, 1);
  join(0, 1, 1, 5);
  join(1, 2, 0, 1);
  join(2, 3, 2, 1);
  join(4, 5, 0, 1);
  join(5, 6, 0, 1);
  testing::finish_areas(topology, std::vector<std::uint32_t>(8, 0));
  net.network.graphs = {routing::igp_graph(topology)};
  net.network.plane_gaps = {{}};
  net.routes = {{.demand = 0, .from = 0, .to = {3}, .ways = {}}};
  net.routes[0].ways.push_back({.segments = {{.graph = 0, .to = {3}}}});
  net.amounts = {7};
  net.core.assign(8, Truth::no);
  net.core[3] = Truth::yes;
  return net;
}

TEST(Blackout, ThroughAreasNothingIsToldWhereLessMayServeMore) {
  const Drawn net = where_less_serves_more();
  const BlackoutQuestion question{net.network, net.routes, net.amounts, net.core};
  const std::vector<std::uint8_t> none(8);
  EXPECT_EQ(left_without(question, {.nodes = none}, Truth::yes).served[0], Truth::unknown);
  for (const Node doubtful : {Node{4}, Node{7}}) {
    std::vector<std::uint8_t> without = none;
    without[doubtful] = 1;
    const Left left = left_without(question, {.nodes = without}, Truth::yes);
    EXPECT_EQ(left.served[0], Truth::yes);
    EXPECT_EQ(left.reaches[0], Truth::yes);
    const std::vector<std::uint8_t> varying =
        varying_parts(question, {.nodes = none}, {.nodes = without});
    const Left told = left_without(question, {.nodes = without, .varying = varying}, Truth::yes);
    EXPECT_EQ(told.served[0], Truth::unknown) << doubtful;
    EXPECT_EQ(told.reaches[0], Truth::unknown) << doubtful;
  }
}

// What carries no transit takes only its own along.
TEST(Blackout, ThroughAreasALeafThatMayStopLeavesTheRestKnown) {
  std::vector<std::uint8_t> surely(8);
  surely[4] = 1;
  Drawn leaf = where_less_serves_more();
  leaf.network.topology.nodes[3].through = false;
  std::vector<std::uint8_t> possibly = surely;
  possibly[3] = 1;
  const BlackoutQuestion asked{leaf.network, leaf.routes, leaf.amounts, leaf.core};
  const std::vector<std::uint8_t> varying =
      varying_parts(asked, {.nodes = surely}, {.nodes = possibly});
  EXPECT_EQ(left_without(asked, {.nodes = surely, .varying = varying}, Truth::yes).served[0],
            Truth::yes);
  EXPECT_EQ(left_without(asked, {.nodes = possibly, .varying = varying}, Truth::yes).served[0],
            Truth::no);
}

// What comes back may take from others; a step never does.
TEST(Blackout, ThroughAreasEachStepBringsBackWhatItSays) {
  std::size_t steps = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(600); ++seed) {
    testing::AreaDrawer drawer(seed);
    const std::optional<Drawn> net = drawn_areas(drawer);
    if (!net) continue;
    const BlackoutQuestion question{net->network, net->routes, net->amounts, net->core};
    std::vector<Truth> stopped;
    for (std::size_t i = 0; i < net->core.size(); ++i) stopped.push_back(truth(drawer.one_in(3)));
    const auto served = [&] {
      std::vector<std::uint8_t> off;
      for (const Truth one : stopped) off.push_back(one == Truth::yes ? 1 : 0);
      const Left left = left_without(question, {.nodes = off}, Truth::yes);
      std::uint64_t sum = 0;
      for (std::size_t i = 0; i < left.served.size(); ++i) {
        if (left.served[i] == Truth::yes) sum += net->amounts[i];
      }
      return sum;
    };
    const Restoration found = restore({question, stopped, {}, {}}, {});
    std::uint64_t before = served();
    for (const Restored& step : found.steps) {
      for (const std::uint32_t row : step.replaced) stopped[row] = Truth::no;
      const std::uint64_t now = served();
      EXPECT_GT(now, before) << "seed " << seed;
      EXPECT_EQ(now - before, step.amount) << "seed " << seed;
      before = now;
      ++steps;
    }
    for (Truth& one : stopped) one = Truth::no;
    EXPECT_EQ(found.complete, served() == before) << "seed " << seed;
  }
  EXPECT_GT(steps, 100U);
}

TEST(Blackout, ReplacesInSeriesWhatNoSingleElementBringsBack) {
  // 0 - 1 - 2 - 3, and 0 - 4 - 3: both middles of the long way are off, and so is 4.
  Drawn net;
  for (std::uint32_t i = 0; i < 5; ++i) {
    net.network.topology.nodes.push_back(
        {.element = i, .through = true, .external = false, .lan = false});
  }
  const auto join = [&](Node a, Node b) {
    net.network.topology.adjacencies.push_back(
        {.link = 0, .a = a, .b = b, .metric_ab = 1, .metric_ba = 1, .delay_us = 0, .area = 0});
  };
  join(0, 1);
  join(1, 2);
  join(2, 3);
  net.network.graphs = {routing::igp_graph(net.network.topology)};
  net.routes = {{.demand = 0, .from = 0, .to = {3}, .ways = {}}};
  net.routes[0].ways.push_back({.segments = {{.graph = 0, .to = {3}}}});
  net.amounts = {7};
  net.core.assign(5, Truth::no);
  const BlackoutQuestion question{net.network, net.routes, net.amounts, net.core};
  const std::vector<Truth> stopped = {Truth::no, Truth::yes, Truth::yes, Truth::no, Truth::yes};
  const Restoration found = restore({question, stopped, {}, {}}, {});
  ASSERT_EQ(found.steps.size(), 1U);
  EXPECT_EQ(found.steps[0], (Restored{.replaced = {1, 2}, .amount = 7}));
  EXPECT_TRUE(found.complete);
}

TEST(Blackout, WhatItRestoresIsWhatIsServedAgain) {
  std::size_t steps = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(500); ++seed) {
    TopologyDrawer drawer(seed, {.nodes_max = 7});
    const Drawn net = drawn(drawer);
    const BlackoutQuestion question{net.network, net.routes, net.amounts, net.core};
    std::vector<Truth> stopped;
    for (std::size_t i = 0; i < net.core.size(); ++i) stopped.push_back(drawn_truth(drawer, 2));
    const Restoration found = restore({question, stopped, {}, {}}, {});
    const auto served = [&] {
      std::vector<std::uint8_t> off;
      for (const routing::RoutedNode& node : net.network.topology.nodes) {
        off.push_back(stopped[node.element] == Truth::yes ? 1 : 0);
      }
      const Left left = left_without(question, {.nodes = off}, Truth::yes);
      std::uint64_t sum = 0;
      for (std::size_t i = 0; i < left.served.size(); ++i) {
        if (left.served[i] == Truth::yes) sum += net.amounts[i];
      }
      return sum;
    };
    std::uint64_t before = served();
    for (const Restored& step : found.steps) {
      for (const std::uint32_t row : step.replaced) stopped[row] = Truth::no;
      const std::uint64_t now = served();
      EXPECT_EQ(now - before, step.amount) << "seed " << seed;
      before = now;
      ++steps;
    }
    // What it leaves out comes back by no replacement at all.
    for (Truth& one : stopped) one = Truth::no;
    EXPECT_EQ(found.complete, served() == before) << "seed " << seed;
    EXPECT_TRUE(found.complete) << "seed " << seed;
  }
  EXPECT_GT(steps, 200U);
}

}  // namespace
}  // namespace relook::trust
