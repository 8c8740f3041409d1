// SPDX-License-Identifier: Apache-2.0
#include "io/import.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "testing/golden.hpp"

namespace relook::io {
namespace {

using testing::expect_golden;
using testing::slurp;

constexpr std::string_view kCases = "src/io/testdata";

// A document together with its bytes.
struct Owned {
  std::string name;
  std::string bytes;
};

std::vector<Document> views(const std::vector<Owned>& owned) {
  std::vector<Document> documents;
  for (const Owned& one : owned) documents.push_back({one.name, one.bytes});
  return documents;
}

std::string to_text(const Row& row, const Import& imported) {
  std::string text = imported.files[row.file] + ":" + std::to_string(row.at.line) + ":";
  const estate::TableSchema& schema = estate::schema(row.table);
  for (const RowCell& cell : row.cells) {
    text += " " + std::string(schema.columns[cell.column].name) + "=" +
            (cell.text.empty() ? "?" : cell.text);
  }
  return text + "\n";
}

std::string to_text(const Read<Import>& read) {
  std::string text;
  for (const Diagnostic& diagnostic : read.diagnostics.sorted()) {
    text += relook::to_string(diagnostic) + "\n";
  }
  if (!read.diagnostics.has_errors()) {
    for (const std::string& assumption : read.value.manifest.assumptions) {
      text += "assume " + assumption + "\n";
    }
    std::string_view table;
    for (const Row& row : read.value.rows) {
      const std::string_view name = estate::schema(row.table).name;
      if (name != table) text += "-- " + std::string(name) + "\n";
      table = name;
      text += to_text(row, read.value);
    }
  }
  return text + "--\n" + to_text(read.value.report);
}

// Every folder of testdata that holds a map.toml is a case: the map applied to all other files of
// the folder must yield import.want. A new case is a new folder, so whoever sends us a table that
// we misread can send the test with it.
TEST(Import, Golden) {
  int cases = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kCases)) {
    if (!std::filesystem::exists(entry.path() / "map.toml")) continue;
    SCOPED_TRACE(entry.path());
    ++cases;
    std::vector<Owned> owned;
    for (const auto& file : std::filesystem::directory_iterator(entry.path())) {
      const std::string name = file.path().filename().string();
      if (name == "map.toml" || name.ends_with(".want")) continue;
      owned.push_back({name, slurp(file.path())});
    }
    std::ranges::sort(owned, {}, &Owned::name);
    const Read<Map> map = read_map(slurp(entry.path() / "map.toml"), "map.toml");
    std::string got;
    if (map.diagnostics.error_count() > 0) {
      for (const Diagnostic& diagnostic : map.diagnostics.sorted()) {
        got += relook::to_string(diagnostic) + "\n";
      }
    } else {
      got = to_text(import_documents(map.value, views(owned)));
    }
    expect_golden(entry.path() / "import.want", got);
  }
  EXPECT_GE(cases, 10) << "the folder of cases was not found";
}

TEST(Import, ReportIsTheSameAsATree) {
  const std::vector<Owned> owned = {{"masts.csv", slurp(std::string(kCases) + "/masts/masts.csv")}};
  const Read<Map> map = read_map(slurp(std::string(kCases) + "/masts/map.toml"), "map.toml");
  ASSERT_FALSE(map.diagnostics.has_errors());
  const Read<Import> read = import_documents(map.value, views(owned));
  const codec::Tree tree = to_tree(read.value.report);
  const codec::Tree& source = tree.find("sources")->as_array()->front();
  EXPECT_EQ(*source.find("rows_read")->as_integer(), 4);
  EXPECT_EQ(*source.find("national_grid")->find("positions")->as_integer(), 2);
  EXPECT_EQ(tree.find("tables")->as_array()->size(), read.value.report.tables.size());
}

// The smallest map for a table of one column.
std::string map_for(std::string_view cell, std::string_view more = "") {
  return "format = \"relook-map/1\"\nname = \"x\"\nas_of = 2020-01-28\ncurrency = \"GBP\"\n"
         "[[source]]\nfile = \"t.csv\"\ndelimiter = \";\"\n" +
         std::string(more) + "\n[[source.row]]\ntable = \"elements\"\nid = \"{Id}\"\n" +
         std::string(cell) + "\n";
}

struct CellCase {
  std::string_view name;
  std::string_view cell;   // a line of the map
  std::string_view value;  // in column V
  std::string_view want;   // what the estate holds; "!" begins a refusal
  std::string_view more = "";
};
const CellCase kCellCases[] = {
    {"text passes", "vendor = \"{V}\"", "Huawei", "Huawei"},
    {"spaces around are nothing", "vendor = \"{V}\"", "  Huawei\u00A0", "Huawei"},
    {"blank is unknown", "vendor = \"{V}\"", "", ""},
    {"a marker is unknown", "vendor = \"{V}\"", "tbc", "", "unknown = [\"tbc\"]"},
    {"blank stays unknown where the map forgets it", "vendor = \"{V}\"", "", "",
     "unknown = [\"tbc\"]"},
    {"a dash is not explained", "vendor = \"{V}\"", "-", "!'-' is not explained"},
    {"a dash is none where the map says so", "vendor = \"{V}\"", "-", "-", "none = [\"-\"]"},
    {"a dash is unknown where the map says so", "vendor = \"{V}\"", "-", "",
     "unknown = [\"\", \"-\"]"},
    {"two dots are not explained", "in_service_from = \"{V}\"", "..", "!'..' is not explained"},
    {"past", "in_service_from = \"{V}\"", "legacy", "..", "past = [\"legacy\"]"},
    {"past is no vendor", "vendor = \"{V}\"", "legacy", "!vendor is no day", "past = [\"legacy\"]"},
    {"none is no function", "function = \"{V}\"", "-", "!function may be unknown but not none",
     "none = [\"-\"]"},
    {"a date", "in_service_from = { column = \"V\", dates = \"day-first\" }", "28/01/2020",
     "2020-01-28"},
    {"an open end", "in_service_until = \"{V}\"", "", ""},
    {"an unknown end cannot be written down", "in_service_until = \"{V}\"", "?",
     "!'?' is unknown, but an empty in_service_until says something", "unknown = [\"\", \"?\"]"},
    {"an unknown name can", "tags = \"{V}\"", "?", "", "unknown = [\"\", \"?\"]"},
    {"an unknown area cannot", "area = \"{V}\"", "?", "!'?' is unknown", "unknown = [\"\", \"?\"]"},
    {"months of gigabytes", "traffic_tb_year = { column = \"V\", unit = \"GB/month\" }", "1000",
     "12"},
    {"too fine for the unit", "traffic_tb_year = { column = \"V\", unit = \"GB/month\" }", "1.11",
     "!'1.11' in TB/year is not held exactly"},
    {"rounded where it may be",
     "traffic_tb_year = { column = \"V\", unit = \"GB/month\", round = true }", "1.11", "0.013"},
    {"a factor", "cells = { column = \"V\", factor = \"3\" }", "7", "21"},
    {"out of range", "cells = \"{V}\"", "-1", "!'-1' is outside what cells may be"},
    {"a list needs to be told how it splits", "generations = \"{V}\"", "4G/5G",
     "!'4G/5G' may hold several items"},
    {"a list", "generations = { column = \"V\", split = \"/\" }", "4G / 5G", "4G;5G"},
    {"a list that is one item", "generations = { column = \"V\", split = \"\" }", "4G/5G", "4G/5G"},
    {"one unknown item leaves the list unknown",
     "generations = { column = \"V\", split = \"/\", unknown = [\"?\"] }", "4G/?", ""},
    {"an item in the middle is unknown", "generations = { column = \"V\", split = \"/\" }",
     "4G//5G", ""},
    {"a separator at the end", "generations = { column = \"V\", split = \"/\" }", "4G/", "4G"},
    {"none beside something", "generations = { column = \"V\", split = \"/\", none = [\"none\"] }",
     "4G/none", "!none stands beside other items"},
    {"a value table", "vendor = { column = \"V\", values = \"v\" }", "Hua", "huawei",
     "values.v = { Hua = \"huawei\" }"},
    {"folded", "vendor = { column = \"V\", values = \"v\" }", "HUA  inc", "huawei",
     "values.v = { \"hua inc\" = \"huawei\" }"},
    {"not listed", "vendor = { column = \"V\", values = \"v\" }", "Huaw",
     "!'Huaw' is not listed in the map's values.v (did you mean 'Hua'?)",
     "values.v = { Hua = \"huawei\" }"},
    {"not listed, and passes", "vendor = { column = \"V\", values = \"v\", pass = true }", "Nokia",
     "Nokia", "values.v = { Hua = \"huawei\" }"},
    {"a value that is unknown", "vendor = { column = \"V\", values = \"v\" }", "diverse", "",
     "values.v = { diverse = \"\" }"},
    {"a value that is none", "vendor = { column = \"V\", values = \"v\" }", "none yet", "-",
     "values.v = { \"none yet\" = \"-\" }"},
    {"a value table for days", "in_service_from = { column = \"V\", values = \"v\" }", "Q3 2019",
     "2019-07-01", "values.v = { \"Q3 2019\" = 2019-07-01 }"},
    {"a template", "model = \"{V} rev {Id}\"", "A1", "A1 rev e1"},
    {"a template with an unknown part", "model = \"{V} rev {Id}\"", "", ""},
    {"a template with a part that is none", "model = \"{V} rev {Id}\"", "-",
     "!'-' cannot be part of a longer text", "none = [\"-\"]"},
    {"braces", "model = \"{{{V}}}\"", "A1", "{A1}"},
    {"a constant", "in_service_from = \"..\"\nmodel = \"{V}\"", "A1", ".."},
    {"a constant day", "in_service_from = 2020-01-01\nmodel = \"{V}\"", "A1", "2020-01-01"},
};

TEST(Import, OneCellByEveryRule) {
  for (const CellCase& c : kCellCases) {
    SCOPED_TRACE(c.name);
    const Read<Map> map = read_map(map_for(c.cell, c.more), "map.toml");
    ASSERT_EQ(map.diagnostics.error_count(), 0u)
        << relook::to_string(map.diagnostics.sorted().front());
    const std::string table = "Id;V\ne1;" + std::string(c.value) + "\n";
    const std::vector<Document> documents = {{"t.csv", table}};
    const Read<Import> read = import_documents(map.value, documents);
    if (c.want.starts_with('!')) {
      ASSERT_EQ(read.diagnostics.error_count(), 1u);
      EXPECT_TRUE(read.diagnostics.kept()[0].message.starts_with("column 'V': " +
                                                                 std::string(c.want.substr(1))))
          << read.diagnostics.kept()[0].message;
      EXPECT_EQ(read.diagnostics.kept()[0].at, (Position{2, 4}));
      EXPECT_EQ(read.value.report.sources[0].cells_refused, 1u);
      continue;
    }
    ASSERT_EQ(read.diagnostics.error_count(), 0u)
        << relook::to_string(read.diagnostics.sorted().front());
    ASSERT_EQ(read.value.rows.size(), 1u);
    ASSERT_GE(read.value.rows[0].cells.size(), 2u);
    const auto& cells = read.value.rows[0].cells;
    // The rule's own column is the last, but for the constants, where a model stands before it.
    EXPECT_EQ(cells.back().text, c.want);
  }
}

}  // namespace
}  // namespace relook::io
