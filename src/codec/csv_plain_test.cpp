// SPDX-License-Identifier: Apache-2.0
#include "codec/csv_plain.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace relook::codec {
namespace {

struct Cell {
  std::string text;
  Position at;

  friend bool operator==(const Cell&, const Cell&) = default;
};
using Rows = std::vector<std::vector<Cell>>;

std::vector<Cell> cells_of(std::span<const CsvField> row) {
  std::vector<Cell> cells;
  for (const CsvField& field : row) cells.push_back({std::string(field.text), field.at});
  return cells;
}

// A text of bytes that matter, and how the two readers take it.
TEST(PlainCsv, IsReadLikeAnyOther) {
  std::mt19937 random(1);
  unsigned plain = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const std::size_t size = random() % 12;
    for (std::size_t i = 0; i < size; ++i)
      text += std::string_view(
          "a,,\n\n\r\"\xC3\xA9"
          "b")[random() % 10];
    const bool is_plain = is_plain_csv(text);
    Diagnostics diagnostics;
    CsvReader reader(text, "t", {}, diagnostics);
    Rows wanted;
    while (reader.next()) wanted.push_back(cells_of(reader.row()));
    // A quote around a field is no fault but not plain; so is a carriage return at the very end.
    EXPECT_FALSE(is_plain && diagnostics.has_errors()) << text;
    if (!is_plain) continue;
    ++plain;
    Rows got;
    std::uint32_t line = 1;
    for (const std::string_view piece : cut_at_lines(text, 1 + random() % 6)) {
      PlainCsvReader pieces(piece, line);
      while (pieces.next()) got.push_back(cells_of(pieces.row()));
      line += static_cast<std::uint32_t>(std::ranges::count(piece, '\n'));
    }
    ASSERT_EQ(got, wanted) << text;
  }
  EXPECT_GT(plain, 1000U);
}

TEST(PlainCsv, IsCutBehindLines) {
  const std::vector<std::string_view> whole = {"ab\nc\ndef\n"};
  EXPECT_EQ(cut_at_lines("ab\nc\ndef\n", 100), whole);
  const std::vector<std::string_view> lines = {"ab\n", "c\n", "def"};
  EXPECT_EQ(cut_at_lines("ab\nc\ndef", 1), lines);
  EXPECT_TRUE(cut_at_lines("", 1).empty());
}

TEST(PlainCsv, KnowsHowLongARowIs) {
  PlainCsvReader reader("abc,d\r\n\n", 1);
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.row_bytes(), 6U);
  EXPECT_FALSE(reader.next());
}

}  // namespace
}  // namespace relook::codec
