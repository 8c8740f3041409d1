// SPDX-License-Identifier: Apache-2.0
// Reading in pieces against reading row by row: the same estate, and the same faults in the same
// places, whatever stands in the files.

#include "estate/pieces.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/file.hpp"
#include "estate/folder.hpp"
#include "testing/raw_estate.hpp"
#include "testing/seeds.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::estate {
namespace {

namespace fs = std::filesystem;
using testing::Draw;

std::string header_of(const testing::RawRow& row) {
  std::string line;
  for (const auto& [column, text] : row) line += (line.empty() ? "" : ",") + column;
  return line + "\n";
}

std::string line_of(const testing::RawRow& row) {
  std::string line;
  bool first = true;
  for (const auto& [column, text] : row) {
    line += (first ? "" : ",") + text;
    first = false;
  }
  return line + "\n";
}

// A file as somebody might have made it: mostly good.
std::string csv_of(const testing::RawTable& table, Draw& draw, std::size_t fault_in) {
  std::string text = header_of(table.front());
  for (const testing::RawRow& row : table) {
    std::string line = line_of(row);
    if (draw.one_in(8)) line.insert(line.size() - 1, "\r");
    if (draw.one_in(8)) line += "\n";
    if (draw.one_in(fault_in)) {
      switch (draw.below(7)) {
        case 0:
          line += line;  // an id twice
          break;
        case 1:
          line.insert(0, ",");
          break;
        case 2:
          line.insert(draw.below(line.size()), "\"");
          break;
        case 3:
          line = "\"" + line;
          break;
        case 4:
          line.insert(draw.below(line.size()), "\xFF");
          break;
        case 5:
          line.insert(draw.below(line.size()), ";");
          break;
        default:
          line.insert(draw.below(line.size()), "x");
          break;
      }
    }
    text += line;
  }
  if (draw.one_in(4)) text.pop_back();  // no line's end at the end
  return text;
}

void write(const fs::path& folder, std::string_view name, std::string_view text) {
  ASSERT_TRUE(write_file(folder / name, text)) << name;
}

std::vector<std::string> told(const Read<Estate>& read) {
  std::vector<std::string> lines;
  for (const Diagnostic& diagnostic : read.diagnostics.sorted()) {
    lines.push_back(to_string(diagnostic));
  }
  return lines;
}

void expect_same(const Estate& a, const Estate& b) {
  EXPECT_EQ(digest(a), digest(b));
  for (const TableSchema& table : schema()) {
    EXPECT_EQ(table_csv(a, table.id, CsvColumns::present),
              table_csv(b, table.id, CsvColumns::present));
    for (std::uint8_t i = 0; i < table.columns.size(); ++i) {
      const Column& one = a.column({table.id, i});
      const Column& other = b.column({table.id, i});
      EXPECT_TRUE(std::ranges::equal(one.codes(), other.codes())) << table.columns[i].name;
      EXPECT_EQ(one.texts.size(), other.texts.size());
    }
  }
}

TEST(Pieces, AreReadLikeRows) {
  const Registry registry = testing::small_registry();
  const Functions functions = testing::small_functions();
  unsigned good = 0;
  const unsigned count = testing::seeds(300);
  for (unsigned seed = 0; seed < count; ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    const testing::TemporaryFolder folder;
    write(folder.path(), "estate.toml",
          "format = \"relook-estate/1\"\nname = \"random\"\nas_of = 2020-06-01\n");
    const std::size_t fault_in = draw.one_in(2) ? 20 : 100'000;
    for (const auto& [name, table] : testing::random_raw_estate(draw, 8, 10)) {
      if (table.empty() || draw.one_in(12)) continue;
      write(folder.path(), name + ".csv", csv_of(table, draw, fault_in));
    }
    const Read<Estate> rows =
        read_folder(folder.path(), registry, functions, {.piece_bytes = kPieceBytes});
    const Read<Estate> pieces =
        read_folder(folder.path(), registry, functions, {.piece_bytes = 1 + draw.below(150)});
    EXPECT_EQ(told(rows), told(pieces));
    if (rows.diagnostics.has_errors()) continue;
    ++good;
    expect_same(rows.value, pieces.value);
  }
  EXPECT_GT(good, count / 4);
  EXPECT_LT(good, count);
}

TEST(Pieces, AreTakenWhereTheFileIsGood) {
  const std::string_view bytes = "id,operator,site\ne1,a,s1\ne2,b,s1\n\ne3,a,s2\r\ne4,,-\n";
  EstateDraft draft;
  const std::uint32_t file = draft.files.code("elements.csv");
  ASSERT_TRUE(append_in_pieces(draft, schema(TableId::elements), bytes, file, 10));
  const TableDraft& elements = draft.table(TableId::elements);
  ASSERT_EQ(elements.rows(), 4U);
  EXPECT_EQ(elements.origins[2].at, (Position{5, 1}));
  EXPECT_EQ(elements.ids.names[elements.own_id[3]], "e4");
  EXPECT_EQ(draft.table(TableId::sites).ids.first_use[1].at, (Position{5, 6}));
}

TEST(Pieces, LeaveAFileWithAnIdTwiceAlone) {
  const std::string_view bytes = "id,generations\ne1,4G;5G\ne2,5G\ne1,5G\n";
  EstateDraft draft;
  const std::uint32_t file = draft.files.code("elements.csv");
  EXPECT_FALSE(append_in_pieces(draft, schema(TableId::elements), bytes, file, 8));
  EXPECT_EQ(draft.table(TableId::elements).rows(), 0U);
  EXPECT_TRUE(draft.table(TableId::elements).own_id.empty());
  EXPECT_FALSE(draft.diagnostics.has_errors());
}

}  // namespace
}  // namespace relook::estate
