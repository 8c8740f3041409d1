// SPDX-License-Identifier: Apache-2.0
#include "trust/area_proof.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "routing/network.hpp"
#include "routing/routes.hpp"
#include "testing/area_twin.hpp"
#include "testing/drawn_areas.hpp"
#include "testing/drawn_network.hpp"
#include "testing/seeds.hpp"
#include "trust/avoid_proof.hpp"
#include "trust/certificate.hpp"
#include "trust/replay.hpp"

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
  for (std::uint64_t seed = 0; seed < testing::seeds(1'500); ++seed) {
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

// ---- drawn by hand

using testing::RawEstate;
using testing::row_of;

/// Links by area: {"0", "A-B:10 B-C:10"}. All run OSPF, and border routers are in area 0.
RawEstate drawn_areas(const std::vector<std::pair<std::string, std::string>>& areas) {
  std::string all;
  for (const auto& [area, links] : areas) all += links + " ";
  RawEstate raw = testing::drawn(all);
  raw["routing"][0]["protocol"] = "ospf";
  std::size_t link = 0;
  for (const auto& [area, links] : areas) {
    std::istringstream words(links);
    for (std::string word; words >> word; ++link) raw["links"][link]["area"] = area;
  }
  return raw;
}

struct Judged {
  RouteAnswer answer;
  std::string failed;  ///< ids of the links of the smallest set that surely breaches
  std::string path;    ///< the elements on the first path after that set
  bool certified;      ///< whether there is a tree for it
};

/// One pair where links fail and V is to be avoided; `hidden` puts all of it into an encrypted
/// span, and asks only what can be seen.
Judged judged(const RawEstate& raw, const std::string& from, const std::string& to, unsigned limit,
              bool hidden = false) {
  const estate::Estate estate = testing::estate_of(raw);
  const auto read = routing::read_network(estate, *parse_date(testing::kAsOf), {});
  EXPECT_FALSE(read.diagnostics.has_errors());
  const routing::Network& network = read.value;
  const routing::Topology& topology = network.topology;
  const auto name = [&](Node node) {
    return std::string(estate.id(estate::TableId::elements, topology.nodes[node].element));
  };
  std::vector<Truth> avoided;
  for (Node node = 0; node < topology.nodes.size(); ++node) {
    avoided.push_back(truth(name(node) == "V"));
  }
  const Crossing crossing = crossing_of(topology, avoided, Ends::count, Truth::yes);
  const Failures failures = failures_of(topology, {.link = true});
  const auto node = [&](const std::string& id) {
    return topology.node_of(*estate.table(estate::TableId::elements).find(id));
  };
  routing::Route route = routing::pair_route(network, node(from), node(to), 0);
  const Hiding hiding{.spans = {{{node(from), node(to)}}}};
  AvoidQuestion question{network, crossing, failures, limit};
  if (hidden) {
    route.demand = 0;
    question.hiding = &hiding;
  }
  Judged out{prove_routes(question, {route}, Sets::smallest, {.threads = 1}).answers.front(), "",
             "", branching_tree(question, route, 1000).has_value()};
  const std::span<const Failure> failed = out.answer.sets.surely.items();
  for (const Failure failure : failed) {
    const graph::Edge edge = failures.what[failure].index;
    out.failed += estate.id(estate::TableId::links, topology.adjacencies[edge].link);
  }
  if (const auto carried = carried_after(question, route, failed, Truth::yes)) {
    for (const Node on_it : carried->path.nodes) out.path += name(on_it);
    EXPECT_TRUE(competing(question, route, failed, 9).empty() || !topology.has_ospf_areas(0));
  }
  return out;
}

TEST(AreaProof, APathInsideAnAreaBeatsACheaperOneOutside) {
  const std::string dear = "A-V:50 V-B:50";
  const RawEstate inside = [&] {
    RawEstate raw = drawn_areas({{"0", dear}, {"1", "A-M:1 M-B:1"}});
    row_of(raw, "elements", "B")["area"] = "0";
    return raw;
  }();
  EXPECT_EQ(judged(inside, "A", "B", 0).answer.answer, Answer::breaches);
  EXPECT_EQ(judged(inside, "A", "B", 0).path, "AVB");
  // In area 1 its address is where the cheap path is; and without areas that is the least cost.
  RawEstate other = inside;
  row_of(other, "elements", "B")["area"] = "1";
  EXPECT_EQ(judged(other, "A", "B", 0).answer.answer, Answer::conforms);
  EXPECT_EQ(judged(testing::drawn(dear + " A-M:1 M-B:1"), "A", "B", 0).answer.answer,
            Answer::conforms);
  // Which it is must be said.
  row_of(other, "elements", "B")["area"] = "";
  EXPECT_EQ(judged(other, "A", "B", 0).answer.doubt, Doubt::areas);
}

// By the lemma nothing of it would be seen; but the lemma does not hold there.
TEST(AreaProof, WhatSpansHideIsNotWorkedOut) {
  const RawEstate areas = drawn_areas({{"0", "A-V:1 V-B:1"}, {"1", "B-C:1"}});
  EXPECT_EQ(judged(areas, "A", "C", 0).answer.answer, Answer::breaches);
  EXPECT_EQ(judged(areas, "A", "C", 0, true).answer.answer, Answer::undecided);
  EXPECT_EQ(judged(areas, "A", "C", 0, true).answer.doubt, Doubt::spans);
  const RawEstate one = testing::drawn("A-V:1 V-B:1 B-C:1");
  EXPECT_EQ(judged(one, "A", "C", 0, true).answer.answer, Answer::conforms);
  EXPECT_EQ(judged(areas, "V", "C", 0, true).answer.answer, Answer::breaches);  // an end sees it
}

// B prefers its dear link inside area 1 and tells so; once that has failed it tells of a cheap way
// over V, and traffic that never touched the link goes there.
TEST(AreaProof, AFailureElsewhereBringsACheaperPath) {
  const RawEstate raw =
      drawn_areas({{"0", "B-V:2 V-Q:2 P-Q:50"}, {"1", "B-D:100 Q-D:1"}, {"2", "S-B:1 S-P:1"}});
  EXPECT_EQ(judged(raw, "S", "D", 0).answer.answer, Answer::conforms);
  const Judged one = judged(raw, "S", "D", 1);
  EXPECT_EQ(one.answer.answer, Answer::breaches);
  EXPECT_EQ(one.answer.fewest.surely, 1);
  EXPECT_EQ(one.failed, "B-D");
  EXPECT_EQ(one.path, "SBVQD");
  EXPECT_EQ(judged(raw, "S", "D", 0).path, "SPQD");
  EXPECT_FALSE(one.certified) << "the lemma does not hold for it";
}

TEST(AreaProof, ABudgetLeavesItUndecided) {
  std::size_t cut_short = 0;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const DrawnTopology drawn = AreaDrawer(seed).draw();
    if (drawn.topology.nodes.size() < 2) continue;
    const routing::Network network = network_of(drawn.topology);
    const std::vector<Truth> nothing(drawn.topology.nodes.size(), Truth::no);
    const Crossing crossing = crossing_of(drawn.topology, nothing, Ends::count, Truth::no);
    const Failures failures = failures_of(drawn.topology, {.link = true});
    const AvoidQuestion question{network, crossing, failures, 1};
    const PairsProof whole = prove_pairs(question, {0, 1}, {0, 1}, 0, Each::all, {.threads = 1});
    const PairsProof cut =
        prove_pairs(question, {0, 1}, {0, 1}, 0, Each::all, {.threads = 1, .budget = 4});
    for (std::size_t i = 0; i < cut.kept.size(); ++i) {
      const RouteAnswer& answer = cut.kept[i].answer;
      const bool areas = takes_areas(network, cut.kept[i].from, cut.kept[i].to);
      if (!areas || whole.kept[i].answer.answer != Answer::conforms || failures.size() < 4)
        continue;
      EXPECT_EQ(answer.answer, Answer::undecided);
      EXPECT_EQ(answer.doubt, Doubt::not_covered);
      EXPECT_FALSE(cut.complete);
      ++cut_short;
    }
  }
  EXPECT_GT(cut_short, 0U);
}

// A backbone that has fallen apart is not healed through an area.
TEST(AreaProof, ABackboneInTwoPiecesServesNobodyAcross) {
  const RawEstate raw =
      drawn_areas({{"0", "A-X:1 X-Y:1 Y-B:1"}, {"1", "A-M:1 M-B:1"}, {"2", "B-E:1"}});
  const Judged one = judged(raw, "X", "Y", 1);
  EXPECT_EQ(one.answer.answer, Answer::conforms);
  EXPECT_EQ(one.answer.fewest.unserved, 1);
}

TEST(AreaProof, ABorderRouterWithoutANeighbourInTheBackboneIsOpen) {
  const RawEstate raw = drawn_areas({{"0", "A-X:1 B-X:1"}, {"1", "A-M:1 M-B:1"}, {"2", "X-E:1"}});
  EXPECT_EQ(judged(raw, "A", "E", 0).answer.answer, Answer::conforms);
  const Judged one = judged(raw, "A", "E", 1);
  EXPECT_EQ(one.answer.answer, Answer::undecided);
  EXPECT_EQ(one.answer.doubt, Doubt::border);
  // M has another to go to.
  EXPECT_EQ(judged(raw, "M", "E", 1).answer.answer, Answer::conforms);
}

// Of X nobody is asked whether it carries transit where it has one neighbour, so that must not
// settle whether A has somebody to speak to in the backbone and tells M of its own address.
TEST(AreaProof, WhoIsANeighbourHangsOnNoCellThatMayBeBlank) {
  RawEstate raw = drawn_areas({{"0", "A-X:1"}, {"1", "A-M:1"}});
  row_of(raw, "elements", "A")["area"] = "0";
  for (const char* transit : {"yes", "no", ""}) {
    row_of(raw, "elements", "X")["transit"] = transit;
    EXPECT_EQ(judged(raw, "M", "A", 0).answer.doubt, Doubt::border) << transit;
  }
  RawEstate more = drawn_areas({{"0", "A-X:1 X-Z:1"}, {"1", "A-M:1"}});
  row_of(more, "elements", "A")["area"] = "0";
  EXPECT_EQ(judged(more, "M", "A", 0).answer.answer, Answer::conforms);
  for (const char* transit : {"no", ""}) {
    row_of(more, "elements", "X")["transit"] = transit;
    EXPECT_EQ(judged(more, "M", "A", 0).answer.answer, Answer::undecided) << transit;
  }
}

TEST(AreaProof, WhatIsNotModelledStaysUndecided) {
  const RawEstate raw = drawn_areas({{"0", "A-X:1 B-X:1"}, {"1", "A-M:1 M-B:1"}, {"2", "X-E:1"}});
  EXPECT_EQ(judged(raw, "M", "E", 0).answer.answer, Answer::conforms);
  const auto doubt = [&](const char* table, const char* id, const char* column, const char* text) {
    RawEstate changed = raw;
    for (testing::RawRow& row : changed[table]) {
      if (id == nullptr || row.at("id") == id) row[column] = text;
    }
    const RouteAnswer answer = judged(changed, "M", "E", 0).answer;
    EXPECT_EQ(answer.answer, Answer::undecided) << table << "." << column << " " << text;
    return answer.doubt;
  };
  for (const char* other : {"is-is", "", "OSPF over TE"}) {
    EXPECT_EQ(doubt("routing", nullptr, "protocol", other), Doubt::areas);
  }
  EXPECT_EQ(doubt("links", "M-B", "area", ""), Doubt::areas);
  EXPECT_EQ(doubt("links", "X-E", "area", "0.0.0.1"), Doubt::areas);  // area 1 by another name
  EXPECT_EQ(doubt("links", "B-X", "area", "0.0.0.0"), Doubt::areas);  // so is the backbone
  EXPECT_EQ(doubt("links", "A-X", "area", "2"), Doubt::areas);        // A is in 1 and 2 only
  EXPECT_EQ(doubt("elements", "B", "transit", "no"), Doubt::areas);
  EXPECT_EQ(doubt("elements", "M", "area", "7"), Doubt::areas);
  EXPECT_EQ(doubt("elements", "X", "function", "LAN"), Doubt::areas);
}

}  // namespace
}  // namespace relook::trust
