// SPDX-License-Identifier: Apache-2.0
// SEMANTICS 1 at the door: a table with a cell blanked makes no estate that knows more or holds
// less.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "io/import.hpp"

namespace relook::io {
namespace {

constexpr std::string_view kMap = R"(
format = "relook-map/1"
name = "law"
as_of = 2020-01-28
[[source]]
file = "t.csv"
unknown = ["", "?"]
none = ["-"]
[source.values.vendors]
Hua = "huawei"
mixed = ""
[[source.row]]
table = "sites"
id = "{Site}"
region = "{Region}"
[[source.row]]
table = "elements"
when = { column = "Vendor", filled = true, shown_by = "Live" }
id = "{Id}-a"
site = "{Site}"
vendor = { column = "Vendor", values = "vendors", pass = true }
in_service_from = { column = "Live" }
[[source.row]]
table = "elements"
when = [ { column = "Tech", in = ["4G", "LTE"] }, { column = "Vendor", not = "Nokia" } ]
id = "{Id}-b"
in_service_from = ".."
generations = { column = "Tech", split = "/" }
[[source.row]]
table = "supplies"
when = { column = "Vendor", filled = true, unknown = "present" }
element = "{Id}-c"
vendor = { column = "Vendor", values = "vendors", pass = true }
from = ".."
[[source.row]]
table = "links"
when = { column = "Tech", equals = "5G" }
id = "{Id}-l"
a = "{Id}-a"
b = "{Id}-b"
metric_ab = 10
)";

constexpr std::size_t kColumns = 6;
using Cells = std::vector<std::vector<std::string>>;

Cells random_table(std::mt19937& random) {
  const std::vector<std::vector<std::string>> words = {
      {},
      {"s1", "s2"},
      {"North", "", "?", "South"},
      {"Hua", "Nokia", "", "?", "-", "mixed"},
      {"4G", "LTE", "5G", "", "?", "-", "4G/5G"},
      {"2019-01-01", "", "?", "-"},
  };
  Cells cells = {{"Id", "Site", "Region", "Vendor", "Tech", "Live"}};
  const std::size_t rows = 1 + random() % 4;
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<std::string> line = {std::to_string(row)};
    for (std::size_t column = 1; column < kColumns; ++column) {
      line.push_back(words[column][random() % words[column].size()]);
    }
    cells.push_back(line);
  }
  return cells;
}

std::string csv_of(const Cells& cells) {
  std::string text;
  for (const auto& line : cells) {
    for (std::size_t i = 0; i < line.size(); ++i) text += (i > 0 ? "," : "") + line[i];
    text += "\n";
  }
  return text;
}

using Made = std::map<std::string, std::map<std::string, std::string>>;

// The rows by table and first cell, or nothing where the table has faults.
std::optional<Made> import_of(const Map& map, const Cells& cells) {
  const std::string csv = csv_of(cells);
  const std::vector<Document> documents = {{"t.csv", csv}};
  const Read<Import> read = import_documents(map, documents);
  if (read.diagnostics.has_errors()) return std::nullopt;
  Made made;
  for (const Row& row : read.value.rows) {
    const estate::TableSchema& schema = estate::schema(row.table);
    auto& cell_texts = made[std::string(schema.name) + " " + row.cells.front().text];
    for (const RowCell& cell : row.cells) {
      cell_texts[std::string(schema.columns[cell.column].name)] = cell.text;
    }
  }
  return made;
}

bool surely_there(const std::string& key, const std::map<std::string, std::string>& cells) {
  const auto text = [&](const std::string& name) {
    const auto found = cells.find(name);
    // What is not yet in service is there no more than what is not there at all.
    return found == cells.end() || found->second == "-" ? std::string() : found->second;
  };
  if (key.starts_with("elements")) return !text("in_service_from").empty();
  if (key.starts_with("supplies")) return !text("from").empty();
  if (key.starts_with("links")) return !text("metric_ab").empty();
  return false;
}

TEST(ImportLaw, ABlankedCellTeachesNothing) {
  const Read<Map> map = read_map(kMap, "map.toml");
  ASSERT_FALSE(map.diagnostics.has_errors()) << relook::to_string(map.diagnostics.sorted().front());
  int compared = 0;
  for (unsigned seed = 0; seed < 4000; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const Cells before = random_table(random);
    const auto known = import_of(map.value, before);
    if (!known) continue;  // two rows that contradict one another, for instance
    Cells after = before;
    after[1 + random() % (after.size() - 1)][2 + random() % (kColumns - 2)] = "";
    const auto blanked = import_of(map.value, after);
    ASSERT_TRUE(blanked) << csv_of(before) << csv_of(after);
    ++compared;
    for (const auto& [key, cells] : *known) {
      ASSERT_TRUE(blanked->contains(key)) << key << " vanished\n" << csv_of(before);
      for (const auto& [column, text] : cells) {
        const std::string& now = blanked->at(key).at(column);
        EXPECT_TRUE(now == text || now.empty()) << key << " " << column << " became " << now;
      }
    }
    for (const auto& [key, cells] : *blanked) {
      if (known->contains(key)) continue;
      EXPECT_FALSE(surely_there(key, cells)) << key << " appeared\n"
                                             << csv_of(before) << csv_of(after);
    }
  }
  EXPECT_GT(compared, 1500);
}

}  // namespace
}  // namespace relook::io
