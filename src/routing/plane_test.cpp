// SPDX-License-Identifier: Apache-2.0
#include "routing/plane.hpp"

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
using ::testing::ElementsAre;
using testing::estate_of;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::RawEstate;
using testing::row_of;

struct Plane1 {
  std::string edges;
  std::string gaps;
  std::vector<std::string> faults;
};

// Of the only plane.
Plane1 plane_of(const RawEstate& raw) {
  const estate::Estate estate = estate_of(raw);
  const Topology topology = read_topology(estate, *parse_date(testing::kAsOf), {}).value;
  const Read<PlaneGraph> plane = plane_graph(estate, topology, 0);
  EXPECT_EQ(plane.value.graph.edges(), topology.adjacencies.size());
  EXPECT_EQ(plane.value.graph.nodes(), topology.nodes.size());
  Plane1 out{testing::graph_text(estate, topology, plane.value.graph),
             testing::gaps_text(estate, plane.value.gaps),
             {}};
  for (const Diagnostic& fault : plane.diagnostics.kept()) out.faults.push_back(to_string(fault));
  return out;
}

RawEstate with_plane(std::string_view drawing, const testing::RawRow& cells) {
  RawEstate raw = drawn(drawing);
  testing::RawRow row = {{"id", "p"},          {"metric", "igp"},    {"exclude_any", "-"},
                         {"include_any", "-"}, {"include_all", "-"}, {"exclude_srlg", "-"},
                         {"fallback", "drop"}};
  for (const auto& [column, text] : cells) row[column] = text;
  raw["planes"] = {row};
  return raw;
}

// The affinity of A-B, a constraint, and whether the link is kept: "yes", "no", "maybe".
struct Case {
  std::string column;
  std::string names;
  std::string affinity;
  std::string kept;
};

const Case kCases[] = {
    {"exclude_any", "-", "red", "yes"},       {"exclude_any", "red", "red", "no"},
    {"exclude_any", "red", "blue", "yes"},    {"exclude_any", "red;blue", "blue;green", "no"},
    {"exclude_any", "red", "-", "yes"},       {"exclude_any", "red", "", "maybe"},
    {"exclude_any", "-", "", "yes"},          {"include_any", "-", "-", "yes"},
    {"include_any", "red", "red", "yes"},     {"include_any", "red;blue", "blue;green", "yes"},
    {"include_any", "red", "blue", "no"},     {"include_any", "red", "-", "no"},
    {"include_any", "red", "", "maybe"},      {"include_all", "-", "-", "yes"},
    {"include_all", "red;blue", "red", "no"}, {"include_all", "red;blue", "blue;green;red", "yes"},
    {"include_all", "red", "-", "no"},        {"include_all", "red", "", "maybe"},
    {"include_all", "red;none", "red", "no"},
};

TEST(Plane, KeepsTheLinksThatItsConstraintsLeave) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.column + "=" + c.names + " of a link with " + c.affinity);
    RawEstate raw = with_plane("A-B:10 B-C:5", {{c.column, c.names}});
    row_of(raw, "links", "A-B")["affinity"] = c.affinity;
    const Plane1 plane = plane_of(raw);
    if (c.kept == "no") {
      EXPECT_THAT(plane.edges, Not(HasSubstr("A-B")));
    } else {
      EXPECT_THAT(plane.edges, HasSubstr("A-B 10/10\n"));
    }
    EXPECT_EQ(plane.gaps, c.kept == "maybe" ? "affinity 0 links.affinity 1 A-B\n" : "");
  }
}

TEST(Plane, ExcludesRiskGroups) {
  RawEstate raw = with_plane("A-B:10 B-C:5", {{"exclude_srlg", "duct"}});
  row_of(raw, "links", "A-B")["srlgs"] = "duct;other";
  EXPECT_EQ(plane_of(raw).edges, "B-C 5/5\n");
  row_of(raw, "links", "B-C")["srlgs"] = "";
  EXPECT_EQ(plane_of(raw).gaps, "affinity 0 links.srlgs 1 B-C\n");
}

TEST(Plane, AsksForNothingOfALinkThatIsSurelyOut) {
  RawEstate raw = with_plane("A-B:10 B-C:5", {{"exclude_any", "red"}, {"exclude_srlg", "duct"}});
  row_of(raw, "links", "A-B")["affinity"] = "red";
  row_of(raw, "links", "A-B")["srlgs"] = "";
  const Plane1 plane = plane_of(raw);
  EXPECT_EQ(plane.edges, "B-C 5/5\n");
  EXPECT_EQ(plane.gaps, "");
}

TEST(Plane, HasAGapForAConstraintThatItDoesNotSay) {
  RawEstate raw = with_plane("A-B:10", {{"include_any", ""}});
  EXPECT_EQ(plane_of(raw).edges, "A-B 10/10\n");
  EXPECT_EQ(plane_of(raw).gaps, "affinity all planes.include_any 1 p\n");
  raw["planes"][0].erase("include_any");
  EXPECT_EQ(plane_of(raw).gaps, "affinity all planes.include_any 0\n");
}

TEST(Plane, MeasuresByItsMetric) {
  RawEstate raw = with_plane("A-B:10/20 B-C:5", {{"metric", "delay"}});
  row_of(raw, "links", "A-B")["delay_us"] = "700";
  EXPECT_EQ(plane_of(raw).edges, "A-B 700/700\nB-C 1/1\n");
  EXPECT_EQ(plane_of(raw).gaps, "");
  row_of(raw, "links", "A-B")["delay_us"] = "";
  EXPECT_EQ(plane_of(raw).edges, "A-B 1/1\nB-C 1/1\n");
  EXPECT_EQ(plane_of(raw).gaps, "delay 0 links.delay_us 1 A-B\n");
  raw["planes"][0]["metric"] = "igp";
  EXPECT_EQ(plane_of(raw).edges, "A-B 10/20\nB-C 5/5\n");
  EXPECT_EQ(plane_of(raw).gaps, "");
  for (const char* metric : {"te", ""}) {
    raw["planes"][0]["metric"] = metric;
    EXPECT_EQ(plane_of(raw).edges, "A-B 10/20\nB-C 5/5\n");
    EXPECT_EQ(plane_of(raw).gaps, "paths all planes.metric 1 p\n");
  }
}

TEST(Plane, RefusesADelayOfZeroThatSurelyCounts) {
  RawEstate raw = with_plane("A-B:10 B-C:5", {{"metric", "delay"}});
  row_of(raw, "links", "A-B")["delay_us"] = "-";
  EXPECT_THAT(
      plane_of(raw).faults,
      ElementsAre("links.csv: error: the delays in plane 'p' of 'A-B' let a path go round at "
                  "no cost, so that least-cost paths have no end; give one of them at least "
                  "1"));
  raw["planes"][0]["exclude_any"] = "red";
  row_of(raw, "links", "A-B")["affinity"] = "";
  EXPECT_THAT(plane_of(raw).faults, IsEmpty());
  row_of(raw, "links", "A-B")["affinity"] = "red";
  EXPECT_THAT(plane_of(raw).faults, IsEmpty());
}

TEST(Plane, WarnsOfANameThatNoLinkHas) {
  RawEstate raw = with_plane("A-B:10 B-C:5", {{"exclude_any", "untrusted"}});
  row_of(raw, "links", "A-B")["affinity"] = "untrsted";
  EXPECT_THAT(plane_of(raw).faults,
              ElementsAre("planes.csv: warning: plane 'p': exclude_any names 'untrusted', which no "
                          "link has in affinity (did you mean 'untrsted'?)"));
  row_of(raw, "links", "B-C")["affinity"] = "";  // it may be there
  EXPECT_THAT(plane_of(raw).faults, IsEmpty());
}

TEST(Plane, StandsInANetworkBehindThePlainIgp) {
  RawEstate raw = with_plane("A-B:10 B-C:5", {{"exclude_any", "red"}, {"fallback", "default"}});
  raw["planes"].push_back({{"id", "q"}});
  row_of(raw, "links", "A-B")["affinity"] = "red";
  const estate::Estate estate = estate_of(raw);
  const Read<Network> read = read_network(estate, *parse_date(testing::kAsOf), {});
  EXPECT_FALSE(read.diagnostics.has_errors());
  const Network& network = read.value;
  ASSERT_EQ(network.graphs.size(), 3U);
  const auto edges = [&](std::size_t graph) {
    return testing::graph_text(estate, network.topology, network.graphs[graph]);
  };
  EXPECT_EQ(edges(0), "A-B 10/10\nB-C 5/5\n");
  EXPECT_EQ(edges(1), "B-C 5/5\n");
  EXPECT_EQ(edges(2), "A-B 10/10\nB-C 5/5\n");
  ASSERT_EQ(network.plane_gaps.size(), 3U);
  EXPECT_THAT(network.plane_gaps[0], IsEmpty());
  EXPECT_THAT(network.plane_gaps[1], IsEmpty());
  EXPECT_EQ(network.plane_gaps[2].size(), 5U);
  EXPECT_EQ(network.planes[0].fallback, estate::kPlaneToDefault);
  EXPECT_EQ(network.planes[1].fallback, estate::kUnknownCode);
}

}  // namespace
}  // namespace relook::routing
