// SPDX-License-Identifier: Apache-2.0
// Graphs as estates: small ones written for this, and all of the Internet Topology Zoo where they
// are at hand (RELOOK_SHARED names the folder of data that is not part of the sources).

#include "io/gml_import.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "estate/builder.hpp"
#include "estate/text_rules.hpp"
#include "io/gml_names.hpp"
#include "testing/golden.hpp"

namespace relook::io {
namespace {

namespace fs = std::filesystem;

using estate::TableId;
using testing::expect_golden;
using testing::slurp;

constexpr std::string_view kCases = "src/io/testdata/gml";

std::string shown(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.sorted()) text += to_string(diagnostic) + "\n";
  return text;
}

std::string shown(const Read<Import>& read) {
  if (read.diagnostics.has_errors()) return shown(read.diagnostics);
  std::string text = fmt::format("{} {}\n{}\n", read.value.manifest.name,
                                 to_string(read.value.manifest.as_of), read.value.manifest.notice);
  for (const Row& row : read.value.rows) {
    const estate::TableSchema& schema = estate::schema(row.table);
    text += fmt::format("{}:{}:", schema.name, row.at.line);
    for (const RowCell& cell : row.cells) {
      text += fmt::format(" {}={}", schema.columns[cell.column].name, cell.text);
    }
    text += "\n";
  }
  return text + "--\n" + to_text(read.value.report);
}

// Every graph in the folder, imported. Those that begin with "metric_" get metrics.
TEST(GmlImport, Golden) {
  int cases = 0;
  for (const auto& entry : fs::directory_iterator(kCases)) {
    if (entry.path().extension() != ".gml") continue;
    ++cases;
    const std::string name = entry.path().filename().string();
    GmlOptions options;
    if (name.starts_with("metric_")) options.metric = GmlMetric::great_circle;
    const std::string bytes = slurp(entry.path());
    expect_golden(fs::path(entry.path()).replace_extension(".want"),
                  shown(import_gml({name, bytes}, options)));
  }
  EXPECT_GE(cases, 10);
}

std::optional<std::int64_t> kbit_s(GmlEdge edge) { return speed_of(edge).kbit_s; }

TEST(GmlImport, KnowsACapacityOnlyWhereOneNumberIsSaid) {
  GmlEdge edge;
  edge.speed = "2.5";
  EXPECT_EQ(kbit_s(edge), std::nullopt);
  edge.units = "G";
  EXPECT_EQ(kbit_s(edge), 2'500'000);
  edge.raw_speed = "2500000000.0";
  EXPECT_EQ(kbit_s(edge), 2'500'000);
  for (const char* label :
       {"2.5 Gbps", "2.5Gb/s", "2.5 Gbit/s OC-48", "ANS CO+RE", "2.5 GBit/s", "wireless"}) {
    edge.label = label;
    EXPECT_EQ(kbit_s(edge), 2'500'000) << label;
  }
  for (const char* label :
       {"less than 2.5 Gbps", "2.5 Gbps and more", "2.5Gx4", "2 x 2.5G", "1/2.5 Gbit/s",
        "1-2.5Gbps", "2.5 GB/s", "2.5Gb/s (planning)", "2.5 Gbps + Satellite", "Up to 2.5G"}) {
    edge.label = label;
    EXPECT_EQ(kbit_s(edge), std::nullopt) << label;
    std::swap(edge.label, edge.note);
    EXPECT_EQ(kbit_s(edge), std::nullopt) << label;
    edge.note.clear();
  }
  edge.label.clear();
  edge.raw_speed = "2400000000.0";
  EXPECT_EQ(kbit_s(edge), std::nullopt);
  edge.speed.clear();
  EXPECT_EQ(kbit_s(edge), 2'400'000);
  edge.raw_speed = "1";  // less than a kbit/s
  EXPECT_EQ(kbit_s(edge), std::nullopt);
}

TEST(GmlImport, RoundsLengthsAsItSays) {
  constexpr GeoPoint kOrigin{0, 0};
  const auto east = [](std::int64_t lon) { return GeoPoint{0, lon}; };
  // A degree of longitude on the equator is 111319.490793 m: 0.134746... degrees are 15 km.
  EXPECT_EQ(great_circle_metric(kOrigin, kOrigin), 1);
  EXPECT_EQ(great_circle_metric(kOrigin, east(134'747'000)), 2);
  EXPECT_EQ(great_circle_metric(kOrigin, east(134'740'000)), 1);
  EXPECT_EQ(great_circle_metric(east(134'747'000), kOrigin), 2);
  EXPECT_EQ(great_circle_metric(kOrigin, east(180'000'000'000)), 2000);
  EXPECT_EQ(great_circle_metric(kOrigin, std::nullopt), kMetricWithoutPlace);
  EXPECT_EQ(great_circle_metric(std::nullopt, std::nullopt), kMetricWithoutPlace);
}

// Ids are valid and unique, and a label that is one node's alone is its id.
TEST(GmlImport, MakesIdsFromAnyLabels) {
  const std::vector<std::string> labels = {"a",
                                           "a",
                                           "a #1",
                                           "a #2",
                                           "node-3",
                                           "",
                                           "None",
                                           "..",
                                           "-",
                                           std::string(255, 'x'),
                                           std::string(255, 'x'),
                                           std::string(256, 'x'),
                                           "a;b",
                                           "a,b",
                                           "\t",
                                           "node-3 #3"};
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<GmlNode> nodes;
    for (std::int64_t i = 0; i < 12; ++i) {
      nodes.push_back({.id = i, .label = labels[random() % labels.size()]});
    }
    Diagnostics diagnostics;
    const GmlElementIds made = gml_element_ids(nodes, "t", diagnostics);
    ASSERT_FALSE(diagnostics.has_errors());
    std::set<std::string> ids(made.ids.begin(), made.ids.end());
    EXPECT_EQ(ids.size(), nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      EXPECT_EQ(estate::id_fault(made.ids[i]), "");
      const auto same = std::ranges::count(made.names, made.names[i]);
      const bool alone = same == 1 && !made.names[i].empty();
      EXPECT_TRUE(!alone || made.ids[i] == made.names[i]) << made.ids[i];
    }
  }
}

// Rows without their places, in order.
std::vector<std::string> cells_of(const std::string& bytes) {
  const Read<Import> read = import_gml({"t.gml", bytes}, {.metric = GmlMetric::great_circle});
  EXPECT_EQ(shown(read.diagnostics), "");
  std::vector<std::string> rows;
  for (const Row& row : read.value.rows) {
    std::string& text = rows.emplace_back(estate::schema(row.table).name);
    for (const RowCell& cell : row.cells) text += fmt::format(" {}={}", cell.column, cell.text);
  }
  std::ranges::sort(rows);
  return rows;
}

TEST(GmlImport, DoesNotHangOnTheOrderOfTheNodes) {
  const std::string bytes = slurp(fs::path(kCases) / "everything.gml");
  std::vector<std::string> nodes;
  std::string others;
  std::istringstream lines(bytes);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("  node")) {
      nodes.push_back(line);
    } else if (line != "]") {
      others += line + "\n";
    }
  }
  ASSERT_GT(nodes.size(), 10u);
  const std::vector<std::string> want = cells_of(bytes);
  std::mt19937 random(3);
  for (int round = 0; round < 20; ++round) {
    std::ranges::shuffle(nodes, random);
    std::string shuffled = others;
    for (const std::string& node : nodes) shuffled += node + "\n";
    EXPECT_EQ(cells_of(shuffled + "]\n"), want);
  }
}

fs::path zoo() {
  if (const char* shared = std::getenv("RELOOK_SHARED")) {
    return fs::path(shared) / "topology_zoo_gml/gml";
  }
  return fs::path(RELOOK_SOURCE_DIR) / "../shared/data/topology_zoo_gml/gml";
}

struct Zoo {
  std::size_t graphs = 0;
  std::size_t nodes = 0;
  std::size_t edges = 0;
  std::size_t places = 0;
  std::size_t elements = 0;
  std::size_t links = 0;
  std::map<std::string, std::string> refused;
};

// Imports one graph and hands it to a builder, as `relook import` does.
void visit(Zoo& sum, const fs::path& file) {
  const std::string bytes = slurp(file);
  const std::string name = file.filename().string();
  SCOPED_TRACE(name);
  ++sum.graphs;
  Read<Import> read = import_gml({name, bytes}, {});
  if (read.diagnostics.has_errors()) {
    EXPECT_EQ(read.diagnostics.error_count(), 1u);
    sum.refused[name] = read.diagnostics.kept().front().message;
    read = import_gml({name, bytes}, {.as_of = Date{14'000}, .metric = GmlMetric::great_circle});
  }
  ASSERT_EQ(shown(read.diagnostics), "");
  const Read<std::vector<GmlPair>> pairs = read_gml(bytes, name);
  Diagnostics diagnostics;
  const GmlGraph graph = read_gml_graph(pairs.value, name, diagnostics);
  sum.nodes += graph.nodes.size();
  sum.edges += graph.edges.size();
  sum.places += static_cast<std::size_t>(std::ranges::count_if(
      graph.nodes, [](const GmlNode& node) { return node.place.has_value(); }));
  const estate::Registry registry;
  const estate::Functions functions;
  estate::EstateBuilder builder(registry, functions);
  add_to(read.value, builder);
  const Read<estate::Estate> estate = std::move(builder).build();
  ASSERT_EQ(shown(estate.diagnostics), "");
  EXPECT_EQ(estate.value.rows(TableId::elements), graph.nodes.size());
  sum.elements += estate.value.rows(TableId::elements);
  sum.links += estate.value.rows(TableId::links);
}

TEST(TopologyZoo, EveryGraphIsImportedOrRefusedWithTheReason) {
  const fs::path folder = zoo();
  if (!fs::exists(folder)) GTEST_SKIP() << "no " << folder << "; set RELOOK_SHARED";
  Zoo sum;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".gml") visit(sum, entry.path());
  }
  EXPECT_EQ(sum.graphs, 276u);
  EXPECT_EQ(sum.nodes, 10'952u);
  EXPECT_EQ(sum.edges, 13'976u);
  EXPECT_EQ(sum.places, 8'815u);
  EXPECT_EQ(sum.elements, sum.nodes);
  EXPECT_EQ(sum.links, sum.edges - 2);  // Interoute has two edges from a node to itself
  // Those whose NetworkDate is "C", "D", "<2005" or a range of years need --as-of.
  EXPECT_EQ(sum.refused.size(), 17u);
  for (const auto& [name, reason] : sum.refused) {
    EXPECT_TRUE(reason.starts_with("the graph's NetworkDate") && reason.ends_with("with --as-of"))
        << name << ": " << reason;
  }
}

}  // namespace
}  // namespace relook::io
