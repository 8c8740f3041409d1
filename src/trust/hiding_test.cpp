// SPDX-License-Identifier: Apache-2.0
// Rules that ask what can be seen, against every path after every set of failures.
#include "trust/hiding.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "testing/drawn_topology.hpp"
#include "testing/seeds.hpp"
#include "trust/avoid_proof.hpp"
#include "trust/replay.hpp"
#include "trust/route_proof.hpp"

namespace relook::trust {
namespace {

using graph::Node;
using testing::DrawnTopology;
using testing::TopologyDrawer;

/// A demand over the plain IGP, what it must not be seen by, and what hides it.
struct Asked {
  routing::Network network;
  routing::Route route;
  Crossing crossing;
  Hiding hiding;
  Failures failures;
  unsigned limit = 0;

  [[nodiscard]] AvoidQuestion question() const {
    return {network, crossing, failures, limit, &hiding};
  }
};

/// The obvious way: each path after each set of failures, judged by the words of SEMANTICS.
class EveryPath {
 public:
  explicit EveryPath(const Asked& asked) : asked_(asked), removed_(asked.network.graphs[0]) {}

  Fewest fewest;
  SmallestSets sets;

  void look_at_all() {
    const Route& route = asked_.route;
    fewest = without_failures(crossed_at_ends(asked_.crossing, route.from, route.to));
    fail(0);
  }

  /// Whether what matches at least so sees the traffic on this path.
  [[nodiscard]] bool is_seen(const Path& path, Truth least) const {
    for (std::size_t place = 0; place < path.nodes.size() + path.edges.size(); ++place) {
      if (value(asked_.crossing, path, place) < least) continue;
      if (!is_inside(path, place)) return true;
      const auto& around = asked_.hiding.around;
      if (around && value(*around, path, place) >= least) return true;
    }
    return false;
  }

 private:
  using Route = routing::Route;

  static Truth value(const Crossing& crossing, const Path& path, std::size_t place) {
    if (place % 2 == 1) return crossing.edge[path.edges[place / 2]];
    const bool end = place == 0 || place / 2 + 1 == path.nodes.size();
    return end ? crossing.end[path.nodes[place / 2]] : crossing.node[path.nodes[place / 2]];
  }

  // Between two nodes of the path that are a span's first and second end.
  [[nodiscard]] bool is_inside(const Path& path, std::size_t place) const {
    for (const ProtectedSpan& span : asked_.hiding.spans[0]) {
      for (std::size_t i = 0; 2 * i < place; ++i) {
        for (std::size_t j = i + 1; j < path.nodes.size(); ++j) {
          if (path.nodes[i] == span.from && path.nodes[j] == span.to && 2 * j > place) return true;
        }
      }
    }
    return false;
  }

  void fail(Failure first) {
    judge();
    if (chosen_.size() == asked_.limit) return;
    for (Failure failure = first; failure < asked_.failures.size(); ++failure) {
      take(asked_.failures, failure, removed_);
      chosen_.push_back(failure);
      fail(failure + 1);
      chosen_.pop_back();
      put_back(asked_.failures, failure, removed_);
    }
  }

  void judge() {
    if (set_aside(asked_.route, removed_)) return;
    const auto number = static_cast<std::uint8_t>(chosen_.size());
    const auto paths =
        graph::shortest_paths_to(asked_.network.graphs[0], removed_, asked_.route.to);
    if (paths.distance[asked_.route.from] == graph::kUnreachable) {
      fewest.unserved = std::min(fewest.unserved, number);
      return;
    }
    if (fewest.unserved == 0) return;
    bool surely = false;
    bool possibly = false;
    Path path{{asked_.route.from}, {}};
    const std::function<void()> walk = [&] {
      const Node node = path.nodes.back();
      if (paths.ends[node] != 0) {
        surely = surely || is_seen(path, Truth::yes);
        possibly = possibly || is_seen(path, Truth::unknown);
        return;
      }
      for (const graph::Incidence& at : asked_.network.graphs[0].at(node)) {
        if (!paths.leads_on(asked_.network.graphs[0], removed_, node, at)) continue;
        path.nodes.push_back(at.neighbour);
        path.edges.push_back(at.edge);
        walk();
        path.nodes.pop_back();
        path.edges.pop_back();
      }
    };
    walk();
    if (surely) note(number, fewest.surely, sets.surely);
    if (possibly) note(number, fewest.possibly, sets.possibly);
  }

  void note(std::uint8_t number, std::uint8_t& best, FailedSet& set) const {
    const FailedSet here = failed_set(chosen_);
    if (number > best || (number == best && !(here < set))) return;
    best = number;
    set = here;
  }

  const Asked& asked_;
  graph::Removed removed_;
  std::vector<Failure> chosen_;
};

Asked drawn_question(TopologyDrawer& drawer) {
  const DrawnTopology drawn = drawer.draw();
  const auto nodes = static_cast<std::uint32_t>(drawn.topology.nodes.size());
  Asked asked;
  asked.network = {.topology = drawn.topology,
                   .graphs = {routing::igp_graph(drawn.topology)},
                   .plane_gaps = {{}}};
  const Node from = drawer.below(nodes);
  const Node to = (from + 1 + drawer.below(nodes - 1)) % nodes;
  asked.route = {.demand = 0, .from = from, .to = {to}, .ways = {}};
  asked.route.ways.push_back({.segments = {{.graph = 0, .to = {to}}}});
  const Ends ends = drawer.one_in(3) ? Ends::count : Ends::ignore;
  asked.crossing = crossing_of(drawn.topology, drawn.avoided, ends, Truth::yes);
  if (drawer.one_in(2)) {
    std::vector<Truth> around = drawn.avoided;
    for (Truth& one : around) one = both(one, static_cast<Truth>(drawer.below(3)));
    asked.hiding.around = crossing_of(drawn.topology, around, ends, Truth::yes);
  }
  asked.hiding.spans.emplace_back();
  for (std::uint32_t count = 1 + drawer.below(3); count > 0; --count) {
    const Node start = drawer.one_in(2) ? from : drawer.below(nodes);
    const Node end = drawer.one_in(2) ? to : drawer.below(nodes);
    if (start != end) asked.hiding.spans[0].push_back({start, end});
  }
  asked.limit = drawer.below(3);
  asked.failures = failures_of(drawn.topology, {.link = true, .node = drawer.one_in(2)});
  return asked;
}

TEST(Hiding, AgreesWithEveryPathAfterEverySetOfFailures) {
  std::size_t hidden = 0;
  std::size_t shown = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(4000); ++seed) {
    TopologyDrawer drawer(seed, {.nodes_max = 8});
    const Asked asked = drawn_question(drawer);
    SCOPED_TRACE("seed " + std::to_string(seed));
    EveryPath every(asked);
    every.look_at_all();
    const AvoidQuestion question = asked.question();
    const RouteAnswer answer =
        prove_routes(question, {asked.route}, Sets::smallest, {}).answers.front();
    ASSERT_EQ(answer.fewest, every.fewest);
    ASSERT_EQ(answer.sets.surely, every.sets.surely);
    ASSERT_EQ(answer.sets.possibly, every.sets.possibly);

    AvoidQuestion all = question;
    all.hiding = nullptr;
    const RouteAnswer crossed =
        prove_routes(all, {asked.route}, Sets::smallest, {}).answers.front();
    hidden += crossed.fewest.surely < answer.fewest.surely ? 1U : 0U;
    if (answer.fewest.surely == kNever || answer.fewest.unserved == 0) continue;
    const auto carried =
        carried_after(question, asked.route, answer.sets.surely.items(), Truth::yes);
    ASSERT_TRUE(carried && carried->crossed);
    ASSERT_TRUE(every.is_seen(carried->path, Truth::yes));
    // An element that is named is seen to take a share; one below it that is not is none.
    if (carried->crossed->element != graph::kNoIndex) {
      ASSERT_GT(carried->share.low.part, UInt128{0});
    }
    ++shown;
  }
  EXPECT_GT(hidden, 100U);
  EXPECT_GT(shown, 400U);
}

}  // namespace
}  // namespace relook::trust
