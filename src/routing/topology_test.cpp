// SPDX-License-Identifier: Apache-2.0
#include "routing/topology.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "testing/drawn_network.hpp"
#include "testing/topology_text.hpp"

namespace relook::routing {
namespace {

using testing::drawn;
using testing::estate_of;
using testing::gaps_text;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::RawEstate;
using testing::row_of;
using testing::standing_text;

const Date kDay = *parse_date(testing::kAsOf);

Read<Topology> read(const RawEstate& raw, Date on = kDay) {
  const estate::Estate estate = estate_of(raw);
  return read_topology(estate, on, {});
}

// What stands in the topology, without the gaps.
std::string standing(const RawEstate& raw, Date on = kDay) {
  const estate::Estate estate = estate_of(raw);
  const Read<Topology> read = read_topology(estate, on, {});
  EXPECT_THAT(read.diagnostics.kept(), IsEmpty());
  return standing_text(estate, read.value);
}

std::string gaps(const RawEstate& raw, Date on = kDay) {
  const estate::Estate estate = estate_of(raw);
  return gaps_text(estate, read_topology(estate, on, {}).value.gaps);
}

// A cell of a drawing and what comes of it.
struct Case {
  std::string name;
  std::string drawing;
  std::string table;
  std::string id;
  std::string column;
  std::string cell;
  std::string standing;  ///< what must stand there, in any order of lines
  std::string gaps;
};

const Case kCases[] = {
    {"everything known", "A-B:10", "links", "A-B", "area", "", "A-B 10/10", ""},
    {"`-` is no adjacency", "A-B:10", "links", "A-B", "metric_ba", "-", "", ""},
    {"`-` is none whatever the other says", "A-B:?/-", "links", "A-B", "metric_ab", "", "", ""},
    {"a metric that is not known", "A-B:10", "links", "A-B", "metric_ba", "", "A-B 10/1 unsure",
     "paths 0 links.metric_ba 1 A-B"},
    {"an end that is surely out", "A-B:10 B-C:10", "elements", "A", "in_service_from", "-",
     "B-C 10/10", ""},
    {"an end that was in service", "A-B:10 B-C:10", "elements", "A", "in_service_until",
     "2020-06-01", "B-C 10/10", ""},
    {"an end that may be out", "A-B:10", "elements", "A", "in_service_from", "", "A-B 10/10 unsure",
     "paths 0 elements.in_service_from 1 A"},
    {"an element that does not forward", "A-B:10", "elements", "A", "transit", "no", "A end only",
     ""},
    {"transit not known between two", "A-B:10 B-C:10", "elements", "B", "transit", "", "B",
     "paths 0 elements.transit 1 B"},
    {"transit not known at a leaf", "A-B:10 B-C:10", "elements", "A", "transit", "", "A", ""},
    {"transit not known, with two links to one", "A-B:10 A-B#2:10", "elements", "A", "transit", "",
     "A", ""},
    {"an external never forwards", "A-B:10 B-C:10", "elements", "B", "function", "external",
     "B end only external", ""},
    {"a LAN always does", "A-B:10 B-C:10", "elements", "B", "function", "LAN", "B lan", ""},
    {"a function that is not known", "A-B:10", "elements", "B", "function", "", "B",
     "paths 0 elements.function 1 B"},
    {"a function that no table has", "A-B:10", "elements", "B", "function", "newer", "B", ""},
    {"a site", "A-B:10", "elements", "A", "site", "s", "site s: A", ""},
    {"a site that is not known", "A-B:10", "elements", "A", "site", "", "",
     "site 0 elements.site 1 A"},
    {"a risk group", "A-B:10 B-C:10", "links", "A-B", "srlgs", "g;f", "srlg g: A-B", ""},
    {"risk groups that are not known", "A-B:10 B-C:10", "links", "A-B", "srlgs", "", "",
     "srlg 0 links.srlgs 1 A-B"},
    {"an underlay", "A-B:10 H", "links", "A-B", "rides_on", "H", "A-B 10/10 rides on H", ""},
    {"an underlay that is not known", "A-B:10", "links", "A-B", "rides_on", "",
     "A-B 10/10 rides on ?", "riding 0 links.rides_on 1 A-B"},
    {"what rides on nothing of no adjacency", "A-B:-", "links", "A-B", "rides_on", "", "", ""},
    {"an operator that is not known, where all have spoken", "A-B:10", "elements", "A", "operator",
     "", "A", ""},
};

TEST(Topology, SaysWhatACellMakesOfADrawing) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.name);
    RawEstate raw = drawn(c.drawing);
    raw["sites"] = {{{"id", "s"}}};
    for (auto& link : raw["links"]) {
      if (link["metric_ab"] == "?") link["metric_ab"] = "";
    }
    row_of(raw, c.table, c.id)[c.column] = c.cell;
    if (!c.standing.empty()) {
      EXPECT_THAT("\n" + standing(raw), HasSubstr("\n" + c.standing + "\n"));
    } else if (c.column.starts_with("metric")) {
      EXPECT_THAT(standing(raw), Not(HasSubstr("A-B ")));
    }
    EXPECT_EQ(gaps(raw), c.gaps.empty() ? "" : c.gaps + "\n");
  }
}

TEST(Topology, HasTheNodesThatForwardingConcerns) {
  RawEstate raw = drawn("A-B:10 C-D:- U H I X Y");
  row_of(raw, "links", "A-B")["rides_on"] = "U";
  raw["dependencies"] = {{{"element", "U"}, {"on", "H"}, {"kind", "hosted-on"}, {"from", ".."}},
                         {{"element", "H"}, {"on", "I"}, {"kind", "hosted-on"}, {"from", ".."}},
                         {{"element", "Y"}, {"on", "A"}, {"kind", "hosted-on"}, {"from", ".."}}};
  EXPECT_EQ(standing(raw), "A\nB\nH on I\nI\nU on H I\nA-B 10/10 rides on U\n");
  const estate::Estate estate = estate_of(raw);
  const std::uint32_t x = *estate.table(estate::TableId::elements).find("X");
  const Topology with = read_topology(estate, kDay, std::vector{x}).value;
  EXPECT_NE(with.node_of(x), graph::kNoIndex);
  EXPECT_EQ(with.nodes[with.node_of(x)].element, x);
  EXPECT_EQ(read_topology(estate, kDay, {}).value.node_of(x), graph::kNoIndex);
  EXPECT_EQ(with.elements_in_service, 9U);
}

TEST(Topology, LeavesOutAnEndOfADemandThatIsOutOfService) {
  RawEstate raw = drawn("A-B:10 X");
  row_of(raw, "elements", "X")["in_service_from"] = "2020-06-02";
  const estate::Estate estate = estate_of(raw);
  const std::uint32_t x = *estate.table(estate::TableId::elements).find("X");
  const auto on = [&](Date day) { return read_topology(estate, day, std::vector{x}).value; };
  EXPECT_EQ(on(kDay).node_of(x), graph::kNoIndex);
  EXPECT_EQ(on(kDay).elements_in_service, 2U);
  EXPECT_NE(on(*parse_date("2020-06-02")).node_of(x), graph::kNoIndex);
}

// ---- hosts

struct HostCase {
  std::string name;
  testing::RawRow row;    ///< of dependencies, of A
  std::string host_from;  ///< in_service_from of H
  std::string a;          ///< the line of A
  std::string gaps;
};

const HostCase kHostCases[] = {
    {"a host", {{"on", "H"}, {"kind", "hosted-on"}, {"from", ".."}}, "..", "A on H", ""},
    {"another kind", {{"on", "H"}, {"kind", "timed-by"}, {"from", ""}}, "..", "A", ""},
    {"a row that is over",
     {{"on", ""}, {"kind", "hosted-on"}, {"from", ".."}, {"until", "2020-06-01"}},
     "..",
     "A",
     ""},
    {"a row that has not begun",
     {{"on", "H"}, {"kind", ""}, {"from", "2020-06-02"}},
     "..",
     "A",
     ""},
    {"a kind that is not known",
     {{"on", "H"}, {"kind", ""}, {"from", ".."}},
     "..",
     "A on ?",
     "hosting 0 dependencies.kind 1 A/H/..\n"},
    {"a host that is not named",
     {{"on", ""}, {"kind", "hosted-on"}, {"from", ".."}},
     "..",
     "A on ?",
     "hosting 0 dependencies.on 1 A/hosted-on/..\n"},
    {"a first day that is not known",
     {{"on", "H"}, {"kind", "hosted-on"}, {"from", ""}},
     "..",
     "A on ?",
     "hosting 0 dependencies.from 1 A/H/hosted-on\n"},
    {"a host that is off is not where it is",
     {{"on", "H"}, {"kind", "hosted-on"}, {"from", ".."}},
     "-",
     "A on ?",
     "hosting 0 dependencies.on 1 A/H/hosted-on/..\n"},
    {"a host that may be off",
     {{"on", "H"}, {"kind", "hosted-on"}, {"from", ".."}},
     "",
     "A on H",
     "riding 0 elements.in_service_from 1 H\nriding 1 elements.in_service_from 1 H\n"},
};

TEST(Topology, ReadsHosts) {
  for (const HostCase& c : kHostCases) {
    SCOPED_TRACE(c.name);
    RawEstate raw = drawn("A-B:10 H");
    row_of(raw, "elements", "H")["in_service_from"] = c.host_from;
    testing::RawRow row = c.row;
    row["element"] = "A";
    raw["dependencies"] = {row};
    EXPECT_THAT(standing(raw), HasSubstr(c.a + "\n"));
    EXPECT_EQ(gaps(raw), c.gaps);
  }
}

TEST(Topology, HandsDownThatAHostMayHaveOthers) {
  RawEstate raw = drawn("A-B:10 C-D:10 H");
  raw["dependencies"] = {{{"element", "A"}, {"on", "H"}, {"kind", "hosted-on"}, {"from", ".."}},
                         {{"element", "H"}, {"on", ""}, {"kind", "hosted-on"}, {"from", ".."}}};
  EXPECT_THAT(standing(raw), HasSubstr("A on H ?\nB\n"));
  // The cell is about H, which stands alone in part 2, and A in part 0; not about C and D.
  EXPECT_EQ(gaps(raw),
            "hosting 0 dependencies.on 1 H/hosted-on/..\n"
            "hosting 2 dependencies.on 1 H/hosted-on/..\n");
}

TEST(Topology, RefusesHostsInACircle) {
  RawEstate raw = drawn("A-B:10 H I");
  raw["dependencies"] = {{{"element", "A"}, {"on", "H"}, {"kind", "hosted-on"}, {"from", ".."}},
                         {{"element", "H"}, {"on", "I"}, {"kind", "hosted-on"}, {"from", ".."}},
                         {{"element", "I"}, {"on", "H"}, {"kind", "hosted-on"}, {"from", ".."}}};
  // The builder refuses it as well, so it is asked without looking at its faults.
  const auto built = testing::build(raw, {}, {}, kDay);
  const Read<Topology> read = read_topology(built.value, kDay, {});
  ASSERT_EQ(read.diagnostics.error_count(), 1U);
  EXPECT_EQ(
      to_string(read.diagnostics.kept().front()),
      "dependencies.csv: error: elements are hosted on one another in a circle: 'H' on 'I' on "
      "'H'; end or remove one of these rows");
}

TEST(Topology, TakesAnUnderlayThatIsOffAsNotWhereTheLinkRides) {
  RawEstate raw = drawn("A-B:10 U V");
  row_of(raw, "links", "A-B")["rides_on"] = "U;V";
  row_of(raw, "elements", "U")["in_service_until"] = "2020-01-01";
  EXPECT_THAT(standing(raw), HasSubstr("A-B 10/10 rides on V ?\n"));
  EXPECT_EQ(gaps(raw), "riding 0 links.rides_on 1 A-B\n");
  row_of(raw, "elements", "U")["in_service_until"] = "";
  row_of(raw, "elements", "U")["function"] = "";
  EXPECT_THAT(standing(raw), HasSubstr("A-B 10/10 rides on U V\n"));
  // It changes no path; that it may be nothing to avoid, the crossing says.
  EXPECT_EQ(gaps(raw), "");
}

// ---- what is not there

TEST(Topology, HasAGapForATableThatIsMissing) {
  const auto without = [](const char* table) {
    RawEstate raw = drawn("A-B:10 B-C:10");
    raw.erase(table);
    return raw;
  };
  EXPECT_EQ(gaps(without("links")), "paths all links.a 0\n");
  EXPECT_EQ(gaps(without("dependencies")), "hosting all dependencies.element 0\n");
  EXPECT_THAT(standing(without("dependencies")), HasSubstr("A on ?\nB on ?\nC on ?\n"));
  EXPECT_EQ(gaps(without("routing")),
            "routing all routing.tunnels 0\nrouting all routing.exits 0\n");
  EXPECT_EQ(gaps(without("elements")),
            "paths all elements.function 0\npaths all elements.in_service_from 0\n"
            "paths all elements.transit 0\nsite all elements.site 0\n");
  EXPECT_EQ(gaps(without("tunnels")), "");
  EXPECT_EQ(gaps(without("sites")) + gaps(without("operators")), "");
}

TEST(Topology, HasAGapForPlansThatAreMissing) {
  RawEstate raw = drawn("A-B:10");
  raw.erase("changes");
  EXPECT_EQ(gaps(raw), "");
  EXPECT_EQ(gaps(raw, *parse_date("2020-06-02")), "paths all changes.date 0\n");
}

TEST(Topology, HasAGapForAColumnThatIsMissing) {
  RawEstate raw = drawn("A-B:10 B-C:10");
  for (auto& link : raw["links"]) link.erase("rides_on");
  EXPECT_EQ(gaps(raw), "riding all links.rides_on 0\n");
  for (auto& link : raw["links"]) link.erase("metric_ba");
  EXPECT_EQ(gaps(raw), "paths all links.metric_ba 0\nriding all links.rides_on 0\n");
}

TEST(Topology, CountsTheCellsOfAPartAndNamesTheFirst) {
  RawEstate raw = drawn("A-B:10 B-C:10 D-E:10 E-F:10");
  for (const char* link : {"B-C", "A-B", "D-E"}) row_of(raw, "links", link)["srlgs"] = "";
  EXPECT_EQ(gaps(raw), "srlg 0 links.srlgs 2 A-B\nsrlg 1 links.srlgs 1 D-E\n");
}

// ---- what routing.csv says

TEST(Topology, AsksEveryOperatorOfAPartForTunnelsAndExits) {
  RawEstate raw = drawn("A-B:10 C-D:10 H");
  raw["operators"] = {{{"id", "o"}}, {{"id", "p"}}};
  row_of(raw, "elements", "D")["operator"] = "p";
  row_of(raw, "elements", "H")["operator"] = "p";
  EXPECT_EQ(gaps(raw), "routing 1 routing.tunnels 0\nrouting 1 routing.exits 0\n");
  raw["routing"].push_back({{"operator", "p"}, {"tunnels", "listed"}, {"exits", ""}});
  EXPECT_EQ(gaps(raw), "routing 1 routing.exits 1 p/listed\n");
  raw["routing"][1]["exits"] = "listed";
  EXPECT_EQ(gaps(raw), "");
  // Whoever runs A, it has said everything; not so where an operator is silent.
  row_of(raw, "elements", "A")["operator"] = "";
  EXPECT_EQ(gaps(raw), "");
  raw["operators"].push_back({{"id", "q"}});
  EXPECT_EQ(gaps(raw), "routing 0 elements.operator 1 A\n");
  raw["operators"].pop_back();
  RawEstate of_whom = raw;  // there may be operators that no table names
  of_whom.erase("operators");
  EXPECT_EQ(gaps(of_whom), "routing 0 elements.operator 1 A\n");
  raw["routing"][1]["exits"] = "";
  EXPECT_THAT(gaps(raw), HasSubstr("routing 0 elements.operator 1 A\n"));
}

TEST(Topology, AsksNobodyForWhatIsOutside) {
  RawEstate raw = drawn("A-B:10 B-C:10");
  raw["operators"] = {{{"id", "o"}}, {{"id", "p"}}};
  row_of(raw, "elements", "A") = {{"id", "A"},
                                  {"operator", "p"},
                                  {"function", "external"},
                                  {"site", "-"},
                                  {"in_service_from", ".."}};
  EXPECT_EQ(gaps(raw), "");
  row_of(raw, "elements", "A")["function"] = "gNB";
  row_of(raw, "elements", "A")["transit"] = "no";
  EXPECT_EQ(gaps(raw), "routing 0 routing.tunnels 0\nrouting 0 routing.exits 0\n");
}

TEST(Topology, NeedsTheListWhereTunnelsAreListed) {
  RawEstate raw = drawn("A-B:10");
  raw.erase("tunnels");
  EXPECT_EQ(gaps(raw), "");
  raw["routing"][0]["tunnels"] = "listed";
  EXPECT_EQ(gaps(raw), "routing all tunnels.from 0\n");
  raw["routing"][0]["tunnels"] = "";
  EXPECT_EQ(gaps(raw), "routing 0 routing.tunnels 1 o/none\nrouting all tunnels.from 0\n");
  raw["routing"] = {};
  EXPECT_THAT(gaps(raw), HasSubstr("routing all tunnels.from 0\n"));
}

TEST(Topology, RefusesATunnelWhereAllSayThatThereAreNone) {
  RawEstate raw = drawn("A-B:10");
  raw["tunnels"] = {{{"id", "t"}}};
  const Diagnostics faults = read(raw).diagnostics;
  ASSERT_EQ(faults.error_count(), 1U);
  EXPECT_EQ(
      to_string(faults.kept().front()),
      "tunnels.csv: error: tunnel 't' is listed, but routing.csv says of every operator in it "
      "that there are no tunnels; say there who has them: tunnels = listed");
  raw["routing"][0]["tunnels"] = "";
  EXPECT_FALSE(read(raw).diagnostics.has_errors());
  raw["routing"] = {};
  EXPECT_FALSE(read(raw).diagnostics.has_errors());
}

// ---- cycles of zero cost

TEST(Topology, RefusesACycleThatCostsNothing) {
  const auto fault = [](std::string_view drawing) {
    const Diagnostics faults = read(drawn(drawing)).diagnostics;
    return faults.kept().empty() ? std::string() : to_string(faults.kept().front());
  };
  EXPECT_EQ(fault("A-B:0/10 B-C:0/0"),
            "links.csv: error: the routing metrics of 'B-C' let a path go round at no cost, "
            "so that least-cost paths have no end; give one of them at least 1");
  EXPECT_THAT(fault("A-B:0/10 B-C:0/10 C-A:0/10 C-D:0/1"), HasSubstr("'C-A', 'A-B', 'B-C'"));
  EXPECT_THAT(fault("A-B:10/0 B-C:10/0 C-A:10/0"), HasSubstr("'C-A', 'B-C', 'A-B'"));
  EXPECT_EQ(fault("A-B:0/10 B-C:0/10 A-C:0/10"), "");
  EXPECT_EQ(fault("L-A:0/10 L-B:0/10 L-C:0/10"), "");
}

TEST(Topology, NeverFaultsACycleThatMayNotBeThere) {
  RawEstate raw = drawn("A-B:0");
  row_of(raw, "elements", "A")["in_service_from"] = "";
  const Read<Topology> maybe = read(raw);
  EXPECT_FALSE(maybe.diagnostics.has_errors());
  EXPECT_FALSE(graph::zero_cycle(igp_graph(maybe.value)));
  row_of(raw, "elements", "A")["in_service_from"] = "..";
  row_of(raw, "links", "A-B")["metric_ab"] = "";
  EXPECT_FALSE(read(raw).diagnostics.has_errors());
}

// ---- areas

TEST(Topology, SaysWhichPartsHaveSeveralAreas) {
  RawEstate raw = drawn("A-B:10 B-C:10 D-E:10");
  const auto several = [&] { return read(raw).value.several_areas; };
  const auto areas_of = [&](std::string_view elements, const char* area) {
    for (const char id : elements) row_of(raw, "elements", std::string(1, id))["area"] = area;
  };
  using Parts = std::vector<std::uint8_t>;
  EXPECT_EQ(several(), (Parts{0, 0}));
  row_of(raw, "links", "A-B")["area"] = "1";
  EXPECT_EQ(several(), (Parts{1, 0}));
  row_of(raw, "links", "B-C")["area"] = "1";
  EXPECT_EQ(several(), (Parts{0, 0}));  // the elements say nothing
  areas_of("ABC", "1");
  EXPECT_EQ(several(), (Parts{0, 0}));
  areas_of("ABC", "2");
  EXPECT_EQ(several(), (Parts{1, 0}));
  areas_of("ABC", "1");
  areas_of("D", "1");
  EXPECT_EQ(several(), (Parts{0, 1}));
  row_of(raw, "elements", "D")["function"] = "external";
  EXPECT_EQ(several(), (Parts{0, 0}));
}

}  // namespace
}  // namespace relook::routing
