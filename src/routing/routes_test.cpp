// SPDX-License-Identifier: Apache-2.0
#include "routing/routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "routing/network.hpp"
#include "testing/drawn_network.hpp"
#include "testing/topology_text.hpp"

namespace relook::routing {
namespace {

using testing::drawn;
using testing::estate_of;
using ::testing::HasSubstr;
using testing::RawEstate;
using testing::RawRow;
using testing::row_of;

constexpr std::string_view kSquare = "A-B:10 B-C:10 C-D:10 A-D:50";

// A demand d from A to D over the plain IGP, where tunnels are listed.
RawEstate square(const RawRow& demand = {}) {
  RawEstate raw = drawn(kSquare);
  raw["routing"][0]["tunnels"] = "listed";
  raw["demands"] = {{{"id", "d"}, {"from", "A"}, {"to", "D"}, {"to_mode", "all"}, {"plane", "-"}}};
  for (const auto& [column, text] : demand) raw["demands"][0][column] = text;
  return raw;
}

// Its routes, a line each. What a tunnel carries is the first letter of its cell: y, n or unknown.
std::string routes(const RawEstate& raw) {
  const estate::Estate estate = estate_of(raw);
  const Read<Network> network = read_network(estate, *parse_date(testing::kAsOf), {});
  for (const Diagnostic& fault : network.diagnostics.kept()) ADD_FAILURE() << to_string(fault);
  const estate::Column& carries = estate.column({estate::TableId::tunnels, 4});
  const auto ask = [&](std::uint32_t tunnel, std::uint32_t) {
    const std::uint32_t code = carries.code(tunnel);
    if (!estate::is_value(code)) return Truth::unknown;
    return truth(carries.texts[code].starts_with('y'));
  };
  std::string out;
  const std::vector<Tunnel> tunnels = read_tunnels(estate).value;
  for (const Route& route : demand_routes(estate, network.value, tunnels, ask, 0)) {
    out += testing::route_text(estate, network.value, route);
  }
  return out;
}

TEST(Routes, LeadToAllEndsOrToTheNearest) {
  EXPECT_EQ(routes(square()), "A > D: D\n");
  EXPECT_EQ(routes(square({{"to", "C;D"}})), "A > C: C\nA > D: D\n");
  EXPECT_EQ(routes(square({{"to", "C;D"}, {"to_mode", "nearest"}})), "A > C D: C D\n");
  EXPECT_EQ(routes(square({{"to", "C;D"}, {"to_mode", ""}})),
            "A > C D: C D (demands.to_mode of 'd' is not known)\n");
  EXPECT_EQ(routes(square({{"to_mode", ""}})), "A > D: D\n");
}

TEST(Routes, SayWhichEndsAreOutOfService) {
  RawEstate raw = square({{"to", "C;D"}});
  row_of(raw, "elements", "C")["in_service_from"] = "-";
  EXPECT_EQ(routes(raw), "A > (out of service)\nA > D: D\n");
  raw["demands"][0]["to_mode"] = "nearest";
  EXPECT_EQ(routes(raw), "A > D: D\n");
  row_of(raw, "elements", "D")["in_service_from"] = "";
  EXPECT_EQ(routes(raw), "A > D: D (service unknown)\n");
  row_of(raw, "elements", "C")["in_service_from"] = "..";
  EXPECT_EQ(routes(raw), "A > C D: C D\n");
  row_of(raw, "elements", "A")["in_service_from"] = "";
  EXPECT_EQ(routes(raw), "A > C D: C D (service unknown)\n");
  row_of(raw, "elements", "A")["in_service_from"] = "-";
  EXPECT_EQ(routes(raw), "- > C D (out of service)\n");
}

RawEstate with_plane(const std::string& fallback) {
  RawEstate raw = square({{"plane", "p"}});
  raw["planes"] = {{{"id", "p"},
                    {"metric", "igp"},
                    {"exclude_any", "-"},
                    {"include_any", "-"},
                    {"include_all", "-"},
                    {"exclude_srlg", "-"},
                    {"fallback", fallback}}};
  return raw;
}

TEST(Routes, FallBackFromAPlane) {
  EXPECT_EQ(routes(with_plane("drop")), "A > D: plane p: D\n");
  EXPECT_EQ(routes(with_plane("default")), "A > D: plane p: D; D\n");
  EXPECT_EQ(routes(with_plane("")), "A > D: plane p: D (planes.fallback of 'p' is not known)\n");
  EXPECT_EQ(routes(square({{"plane", ""}})), "A > D: D (demands.plane of 'd' is not known)\n");
}

// ---- tunnels

RawEstate with_tunnel(const RawRow& cells, RawEstate raw = square()) {
  RawRow row = {{"id", "t"},   {"from", "A"},    {"to", "D"},
                {"hops", "-"}, {"carries", "y"}, {"fallback", "igp"}};
  for (const auto& [column, text] : cells) row[column] = text;
  raw["tunnels"].push_back(row);
  return raw;
}

struct TunnelCase {
  std::string name;
  RawRow cells;
  std::string routes;
};

const TunnelCase kTunnelCases[] = {
    {"straight to its end", {}, "A > D: tunnel t: D; D"},
    {"what it drops goes nowhere else", {{"fallback", "drop"}}, "A > D: tunnel t: D"},
    {"it carries something else", {{"carries", "n"}}, "A > D: D"},
    {"a loose hop", {{"hops", "C"}}, "A > D: tunnel t: C D; D"},
    {"a strict hop", {{"hops", "A-D"}}, "A > D: tunnel t: =A-D; D"},
    {"a strict hop against the link's direction",
     {{"hops", "D;C-D;B"}},
     "A > D: tunnel t: D =C-D B D; D"},
    {"hops in their order", {{"hops", "B;B-C"}}, "A > D: tunnel t: B =B-C D; D"},
    {"it starts where it is and ends at its last hop", {{"hops", "A;D"}}, "A > D: tunnel t: D; D"},
    {"it ends before the demand does", {{"to", "C"}}, "A > D: tunnel t: C D; D"},
    {"it may carry it", {{"carries", ""}}, "A > D: D (whether tunnel 't' carries it is not known)"},
    {"it starts elsewhere",
     {{"from", "B"}},
     "A > D: D (tunnel 't', which carries it, starts elsewhere, at 'B')"},
    {"no start", {{"from", ""}}, "A > D: D (tunnels.from of 't' is not known)"},
    {"no end", {{"to", ""}}, "A > D: D (tunnels.to of 't' is not known)"},
    {"no hops", {{"hops", ""}}, "A > D: D (tunnels.hops of 't' is not known)"},
    {"no fallback", {{"fallback", ""}}, "A > D: D (tunnels.fallback of 't' is not known)"},
    {"all that is not known of another's",
     {{"carries", "n"}, {"hops", ""}, {"to", ""}},
     "A > D: D"},
};

TEST(Routes, PreferATunnel) {
  for (const TunnelCase& c : kTunnelCases) {
    EXPECT_EQ(routes(with_tunnel(c.cells)), c.routes + "\n") << c.name;
  }
}

TEST(Routes, PreferATunnelToAPlaneAndThatToItsFallback) {
  EXPECT_EQ(routes(with_tunnel({{"to", "C"}}, with_plane("default"))),
            "A > D: tunnel t: C D; plane p: D; D\n");
}

TEST(Routes, DoNotKnowWhichOfTwoTunnels) {
  EXPECT_EQ(routes(with_tunnel({{"id", "u"}}, with_tunnel({}))),
            "A > D: D (tunnels 't' and 'u' both carry it)\n");
  EXPECT_EQ(routes(with_tunnel({{"id", "u"}, {"carries", ""}}, with_tunnel({}))),
            "A > D: D (whether tunnel 'u' carries it is not known)\n");
}

TEST(Routes, LeaveOutATunnelThatCannotBeUp) {
  RawEstate raw = with_tunnel({{"hops", "B"}});
  row_of(raw, "elements", "B")["in_service_until"] = "2020-06-01";
  EXPECT_EQ(routes(raw), "A > D: D\n");
  raw["tunnels"][0]["fallback"] = "drop";
  EXPECT_EQ(routes(raw), "A > D\n");
  raw["tunnels"][0]["hops"] = "A-D";
  EXPECT_EQ(routes(raw), "A > D: tunnel t: =A-D\n");
  row_of(raw, "links", "A-D")["metric_ba"] = "-";
  EXPECT_EQ(routes(raw), "A > D\n");
}

TEST(Routes, LeadThroughATunnelToTheNearestEnd) {
  const RawEstate raw = square({{"to", "C;D"}, {"to_mode", "nearest"}});
  EXPECT_EQ(routes(with_tunnel({}, raw)), "A > C D: tunnel t: D C D; C D\n");
}

TEST(Tunnels, RefuseHopsThatAreNotThere) {
  const auto fault = [](const RawEstate& raw) {
    const Diagnostics faults = read_tunnels(estate_of(raw)).diagnostics;
    return faults.kept().empty() ? std::string() : to_string(faults.kept().front());
  };
  EXPECT_EQ(fault(with_tunnel({{"hops", "B;X"}})),
            "tunnels.csv: error: tunnel 't': hop 'X' is neither a link nor an element");
  RawEstate both = with_tunnel({{"hops", "A-D"}});
  testing::draw_element(both, "A-D");
  EXPECT_EQ(fault(both),
            "tunnels.csv: error: tunnel 't': hop 'A-D' is a link and an element; give one of them "
            "another id");
  EXPECT_EQ(fault(with_tunnel({{"hops", "B;C-D"}})),
            "tunnels.csv: error: tunnel 't': hop 'C-D' is a link that does not begin at 'B', where "
            "the hop before it ends; put the element before it that the traffic takes it from");
  EXPECT_EQ(fault(with_tunnel({{"hops", "A-B;B-C;C-D"}})), "");
  EXPECT_EQ(fault(with_tunnel({{"hops", "C-D"}, {"from", ""}})), "");
}

TEST(Tunnels, MayHaveHopsThatAMissingTableWouldName) {
  RawEstate raw = with_tunnel({{"hops", "A-D"}});
  raw.erase("links");
  EXPECT_EQ(routes(raw), "A > D: D (tunnels.hops of 't' is not known)\n");
}

// ---- pairs

std::string pair(const RawEstate& raw, const char* from, const char* to, std::uint32_t graph) {
  const estate::Estate estate = estate_of(raw);
  const auto row = [&](const char* id) {
    return *estate.table(estate::TableId::elements).find(id);
  };
  const Network network =
      read_network(estate, *parse_date(testing::kAsOf), std::vector{row(from), row(to)}).value;
  const Route route = pair_route(network, network.topology.node_of(row(from)),
                                 network.topology.node_of(row(to)), graph);
  EXPECT_EQ(route.demand, graph::kNoIndex);
  return testing::route_text(estate, network, route);
}

TEST(Pairs, GoOverAGraphAndWhatItFallsBackOn) {
  EXPECT_EQ(pair(with_plane("default"), "A", "C", 0), "A > C: C\n");
  EXPECT_EQ(pair(with_plane("default"), "A", "C", 1), "A > C: plane p: C; C\n");
  EXPECT_EQ(pair(with_plane("drop"), "A", "C", 1), "A > C: plane p: C\n");
  EXPECT_THAT(pair(with_plane(""), "A", "C", 1),
              HasSubstr("(planes.fallback of 'p' is not known)"));
  RawEstate raw = square();
  row_of(raw, "elements", "C")["in_service_from"] = "";
  EXPECT_EQ(pair(raw, "A", "C", 0), "A > C: C (service unknown)\n");
}

TEST(Pairs, MayRideInATunnelOfTheirNetwork) {
  const std::string why =
      " (tunnels start in its network, and whether one carries it can be asked of a demand only)\n";
  RawEstate raw = with_tunnel({{"from", "B"}});
  testing::draw_element(raw, "H");
  EXPECT_EQ(pair(raw, "A", "C", 0), "A > C: C" + why);
  EXPECT_EQ(pair(raw, "H", "C", 0), "H > C: C\n");
  raw["tunnels"][0]["from"] = "";
  EXPECT_EQ(pair(raw, "H", "C", 0), "H > C: C" + why);
}

// ---- the plain case

TEST(IsPlain, TellsOneWayOfOneStretchToOneEnd) {
  const Route plain{.demand = 0, .from = 0, .to = {1}, .ways = {{.segments = {{0, {1}}}}}};
  EXPECT_TRUE(is_plain(plain));
  Route other = plain;
  other.unknown = {"why"};
  EXPECT_FALSE(is_plain(other));
  other = plain;
  other.ways.push_back(other.ways.front());
  EXPECT_FALSE(is_plain(other));
  other = plain;
  other.ways.front().segments.insert(other.ways.front().segments.begin(), {0, {2}});
  EXPECT_FALSE(is_plain(other));
  other = plain;
  other.to = {1, 2};
  other.ways.front().segments.front().to = {1, 2};
  EXPECT_FALSE(is_plain(other));
  other = plain;
  other.ways.front().segments.front() = {.graph = 0, .to = {}, .link = 3};
  EXPECT_FALSE(is_plain(other));
}

}  // namespace
}  // namespace relook::routing
