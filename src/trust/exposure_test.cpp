// SPDX-License-Identifier: Apache-2.0
#include "trust/exposure.hpp"

#include <gtest/gtest.h>

#include "testing/drawn_areas.hpp"
#include "testing/drawn_topology.hpp"
#include "testing/seeds.hpp"

namespace relook::trust {
namespace {

using graph::Node;
using routing::Portion;
using routing::Ratio;
using testing::TopologyDrawer;

routing::Network network_of(const routing::Topology& topology) {
  return {.topology = topology, .graphs = {routing::igp_graph(topology)}, .plane_gaps = {{}}};
}

// The obvious way: every path with its share, each judged as a whole.
class EveryPath {
 public:
  EveryPath(const routing::Network& network, const Carrier& carrier,
            std::span<const ProtectedSpan> spans)
      : network_(network), removed_(network.graphs[0]), carrier_(carrier), spans_(spans) {}

  // `inside` counts inside spans as well; nothing counts there where it is null.
  Ratio share(const Crossing& clear, const Crossing* inside, Truth least) {
    clear_ = &clear;
    inside_ = inside;
    least_ = least;
    total_ = {};
    path_ = {};
    path_.nodes.push_back(carrier_.stretches[0].from);
    walk(0, {1, 1});
    return total_;
  }
  [[nodiscard]] std::size_t paths() const { return paths_; }

 private:
  void walk(std::size_t number, const Ratio& share) {
    const Stretch& stretch = carrier_.stretches[number];
    if (ends_at(stretch, path_.nodes.back())) {
      if (number + 1 < carrier_.stretches.size()) return walk(number + 1, share);
      ++paths_;
      if (counts()) total_ = sum(total_, share, routing::Rounding::down);
      return;
    }
    const auto hops = next_hops(network_, removed_, stretch, path_.nodes.back());
    for (const graph::Incidence& at : hops) {
      path_.nodes.push_back(at.neighbour);
      path_.edges.push_back(at.edge);
      walk(number,
           divided(share, static_cast<std::uint32_t>(hops.size()), routing::Rounding::down));
      path_.nodes.pop_back();
      path_.edges.pop_back();
    }
  }

  // Places are numbered along the path: node i is 2i, the edge behind it 2i + 1.
  [[nodiscard]] bool covered(std::size_t place) const {
    for (const ProtectedSpan& span : spans_) {
      for (std::size_t i = 0; 2 * i < place && i < path_.nodes.size(); ++i) {
        if (path_.nodes[i] != span.from) continue;
        std::size_t end = i + 1;
        while (end < path_.nodes.size() && path_.nodes[end] != span.to) ++end;
        if (end < path_.nodes.size() && place < 2 * end) return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool counts() const {
    const auto here = [&](std::size_t place, const auto& what) {
      return what(covered(place) ? inside_ : clear_);
    };
    for (std::size_t i = 0; i < path_.nodes.size(); ++i) {
      const Node node = path_.nodes[i];
      if (here(2 * i, [&](const Crossing* by) { return by && by->node[node] >= least_; })) {
        return true;
      }
      if (i == path_.edges.size()) break;
      const graph::Edge edge = path_.edges[i];
      if (here(2 * i + 1, [&](const Crossing* by) { return by && by->edge[edge] >= least_; })) {
        return true;
      }
    }
    return false;
  }

  const routing::Network& network_;
  graph::Removed removed_;
  const Carrier& carrier_;
  std::span<const ProtectedSpan> spans_;
  const Crossing* clear_ = nullptr;
  const Crossing* inside_ = nullptr;
  Truth least_ = Truth::yes;
  Path path_;
  Ratio total_;
  std::size_t paths_ = 0;
};

// What of a crossing's matches sees around tunnels: some of them, at random.
Crossing drawn_around(const routing::Topology& topology, const std::vector<Truth>& matches,
                      TopologyDrawer& drawer) {
  std::vector<Truth> around = matches;
  for (Truth& match : around) {
    if (drawer.one_in(2)) match = both(match, drawer.one_in(2) ? Truth::unknown : Truth::no);
  }
  return crossing_of(topology, around, Ends::count, Truth::yes);
}

std::vector<ProtectedSpan> drawn_spans(TopologyDrawer& drawer, std::uint32_t nodes, Node from,
                                       Node to) {
  std::vector<ProtectedSpan> spans;
  for (std::uint32_t count = drawer.below(4); count > 0; --count) {
    const Node start = drawer.one_in(2) ? from : drawer.below(nodes);
    const Node end = drawer.one_in(2) ? to : drawer.below(nodes);
    if (start != end) spans.push_back({start, end});
  }
  return spans;
}

// How often each kind of answer came.
struct Seen {
  std::size_t compared = 0;
  std::size_t between = 0;
  std::size_t hidden = 0;
};

// What is exposed on a drawn network, against every path. Nothing where the route is not served.
void compare(const testing::DrawnTopology& drawn, const routing::Route& route,
             TopologyDrawer& drawer, Seen& seen) {
  const routing::Network network = network_of(drawn.topology);
  const graph::Removed removed(network.graphs[0]);
  const auto carrier = carrier_of(network, route, removed);
  if (!carrier) return;
  const auto nodes = static_cast<std::uint32_t>(drawn.topology.nodes.size());
  const Crossing all = crossing_of(drawn.topology, drawn.avoided, Ends::count, Truth::yes);
  const Crossing around = drawn_around(drawn.topology, drawn.avoided, drawer);
  const std::vector<ProtectedSpan> spans = drawn_spans(drawer, nodes, route.from, route.to.front());
  const Exposed found = exposed(network, removed, *carrier, spans, {all, around});
  EveryPath every(network, *carrier, spans);
  const auto expect = [&](const Portion& share, const Crossing* inside, const char* what) {
    const Portion wanted{every.share(all, inside, Truth::yes),
                         every.share(all, inside, Truth::unknown)};
    EXPECT_EQ(share, wanted) << what;
    if (share.low.whole > 1) ++seen.between;
  };
  expect(found.content, nullptr, "content");
  expect(found.metadata, &around, "metadata");
  expect(found.drop, &all, "drop");
  ++seen.compared;
  if (found.content != found.metadata && found.metadata != found.drop) ++seen.hidden;
}

routing::Route drawn_route(TopologyDrawer& drawer, std::uint32_t nodes) {
  const Node from = drawer.below(nodes);
  const Node to = drawer.below(nodes);
  routing::Route route{.demand = 0, .from = from, .to = {to}, .ways = {}};
  route.ways.push_back({.segments = {{.graph = 0, .to = {to}}}});
  return route;
}

TEST(Exposure, AgreesWithEveryPathOfDrawnNetworks) {
  Seen seen;
  for (std::uint64_t seed = 0; seed < testing::seeds(9000); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    TopologyDrawer drawer(seed, {.nodes_max = 9});
    const testing::DrawnTopology drawn = drawer.draw();
    const auto nodes = static_cast<std::uint32_t>(drawn.topology.nodes.size());
    routing::Route route = drawn_route(drawer, nodes);
    // Sometimes over a third place, so that a path may meet a node twice.
    if (drawer.one_in(3)) {
      std::vector<routing::Segment>& segments = route.ways[0].segments;
      const routing::Segment first{.graph = 0, .to = {drawer.below(nodes)}};
      segments.insert(segments.begin(), first);
    }
    compare(drawn, route, drawer, seen);
  }
  EXPECT_GT(seen.between, 100U);
  EXPECT_GT(seen.hidden, 30U);
}

// Hops through areas are held against routers in area_proof_test; here, what is added up over them.
TEST(Exposure, AgreesWithEveryPathThroughAreas) {
  Seen seen;
  for (std::uint64_t seed = 0; seed < testing::seeds(3000); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const testing::DrawnTopology drawn = testing::AreaDrawer(seed).draw();
    TopologyDrawer drawer(seed, {});
    const routing::Route route =
        drawn_route(drawer, static_cast<std::uint32_t>(drawn.topology.nodes.size()));
    if (!takes_areas(network_of(drawn.topology), route)) continue;
    if (!drawn.topology.has_ospf_areas(drawn.topology.part[route.to[0]])) continue;
    compare(drawn, route, drawer, seen);
  }
  EXPECT_GT(seen.compared, 200U);
  EXPECT_GT(seen.between, 5U);
}

TEST(Exposure, OfUnknownPathsIsWhatTheEndsSay) {
  TopologyDrawer drawer(1, {.nodes_max = 4});
  const routing::Topology topology = drawer.draw().topology;
  Crossing crossing;
  crossing.end.assign(topology.nodes.size(), Truth::no);
  routing::Route route{.demand = 0, .from = 0, .to = {1}, .ways = {}};
  EXPECT_EQ(exposed_at_ends(route, crossing, Truth::no).drop, Portion::none());
  EXPECT_EQ(exposed_at_ends(route, crossing, Truth::unknown).drop, Portion::open());
  crossing.end[1] = Truth::yes;
  EXPECT_EQ(exposed_at_ends(route, crossing, Truth::yes).content, Portion::all());
  // Of several ends only the nearest counts, and which that is is not known.
  route.to = {0, 1};
  EXPECT_EQ(exposed_at_ends(route, crossing, Truth::yes).content, Portion::open());
}

}  // namespace
}  // namespace relook::trust
