// SPDX-License-Identifier: Apache-2.0
#include "engine/certified.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "engine/certificate_lines.hpp"
#include "testing/estate_of_topology.hpp"

namespace relook::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Elements e000 and on, without links.
struct World {
  explicit World(std::uint32_t nodes) {
    for (std::uint32_t row = 0; row < nodes; ++row) {
      network.topology.nodes.push_back(
          {.element = row, .through = true, .external = false, .lan = false});
    }
    network.graphs.push_back(routing::igp_graph(network.topology));
    network.plane_gaps = {{}};
    network.topology.part.assign(nodes, 0);
    network.tunnel_in_part = {graph::kNoIndex};
    estate = testing::build(testing::raw_of(network.topology), {}, {}, *parse_date(testing::kAsOf))
                 .value;
  }

  routing::Network network;
  estate::Estate estate;
};

PairEnds ends_of(const std::set<graph::Node>& from, const std::set<graph::Node>& to) {
  PairEnds ends;
  for (const graph::Node node : from) ends.from.push_back({node, Truth::yes});
  for (const graph::Node node : to) ends.to.push_back({node, Truth::yes});
  return ends;
}

std::vector<std::string> names_of(const Certifiable& all) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < all.count; ++i) out.push_back(all.name(i));
  return out;
}

TEST(Certified, NumbersEveryPairOfTwoDifferentEnds) {
  const World world(4);
  for (std::uint32_t from = 0; from < 16; ++from) {
    for (std::uint32_t to = 0; to < 16; ++to) {
      std::set<graph::Node> sources;
      std::set<graph::Node> targets;
      std::vector<std::string> want;
      for (std::uint32_t a = 0; a < 4; ++a) {
        if ((from >> a & 1U) != 0) sources.insert(a);
        if ((to >> a & 1U) != 0) targets.insert(a);
      }
      for (const graph::Node a : sources) {
        for (const graph::Node b : targets) {
          if (a != b) want.push_back(testing::numbered('e', a) + "," + testing::numbered('e', b));
        }
      }
      const PairEnds ends = ends_of(sources, targets);
      const Certifiable all = certifiable_pairs(ends, world.network, world.estate);
      EXPECT_EQ(names_of(all), want);
      for (std::size_t i = 0; i < all.count; ++i) {
        ASSERT_EQ(all.routes(i).size(), 1U);
        EXPECT_EQ(testing::numbered('e', all.routes(i)[0].from), want[i].substr(0, 4));
        EXPECT_EQ(testing::numbered('e', all.routes(i)[0].to[0]), want[i].substr(5));
      }
    }
  }
}

TEST(Certified, LeavesOutWhatMayBeAskedAboutOrNot) {
  const World world(3);
  PairEnds ends = ends_of({0, 1, 2}, {0, 1, 2});
  ends.from[0].asked = Truth::unknown;
  ends.to[1].asked = Truth::unknown;
  EXPECT_THAT(names_of(certifiable_pairs(ends, world.network, world.estate)),
              ElementsAre("e001,e000", "e001,e002", "e002,e000"));
}

TEST(Certified, OfTooManyIsRefusedWithTheirNumberUnlessSomeAreDrawn) {
  const World world(102);
  std::set<graph::Node> nodes;
  for (graph::Node node = 0; node < 101; ++node) nodes.insert(node);
  const Certifiable most = certifiable_pairs(
      ends_of({nodes.begin(), std::prev(nodes.end(), 2)}, nodes), world.network, world.estate);
  EXPECT_EQ(most.count, 9'900U);
  EXPECT_EQ(certified(most, {}, relook::Run{.threads = 1})->routes.size(), 9'900U);
  nodes.insert(101);
  const Certifiable all = certifiable_pairs(ends_of(nodes, nodes), world.network, world.estate);
  const auto refused = certified(all, {}, relook::Run{.threads = 1});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("these are 10302"));
  const auto some = certified(all, Sample{kCertifiedMax, "x"}, relook::Run{.threads = 1});
  ASSERT_TRUE(some);
  EXPECT_EQ(some->routes.size(), kCertifiedMax);
  EXPECT_EQ(some->of, 10'302U);
}

TEST(Certified, DrawsADemandWithAllOfItsRoutes) {
  const World world(2);
  testing::RawEstate raw = testing::raw_of(world.network.topology);
  std::vector<routing::Route> routes;
  for (std::uint32_t demand = 0; demand < 5; ++demand) {
    raw["demands"].push_back({{"id", testing::numbered('d', demand)}});
    for (std::uint32_t end = 0; end <= demand; ++end) {
      routes.push_back({.demand = demand, .from = 0, .to = {1}, .ways = {}});
    }
  }
  const estate::Estate estate = testing::build(raw, {}, {}, *parse_date(testing::kAsOf)).value;
  const Certifiable all = certifiable_demands(routes, estate);
  EXPECT_THAT(names_of(all), ElementsAre("d000", "d001", "d002", "d003", "d004"));
  const auto some = certified(all, Sample{2, "x"}, relook::Run{.threads = 1});
  std::set<std::uint32_t> seen;
  std::size_t count = 0;
  for (const routing::Route& route : some->routes) {
    if (seen.insert(route.demand).second) count += route.demand + 1;
  }
  EXPECT_EQ(seen.size(), 2U);
  EXPECT_EQ(some->routes.size(), count);
  EXPECT_EQ(some->of, 5U);
}

}  // namespace
}  // namespace relook::engine
