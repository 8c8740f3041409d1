// SPDX-License-Identifier: Apache-2.0
#include "decision/row_classes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <tuple>
#include <vector>

namespace relook::decision {
namespace {

struct Rows {
  std::vector<Truth> service;
  std::vector<std::uint32_t> words;  // codes of `width` values, unknown and none among them
  std::vector<std::uint32_t> kinds;
};

Rows random_rows(std::size_t count, std::uint32_t width) {
  std::mt19937 random(11);
  Rows rows;
  for (std::size_t row = 0; row < count; ++row) {
    rows.service.push_back(static_cast<Truth>(random() % 3));
    const auto code = static_cast<std::uint32_t>(random() % (width + 2));
    rows.words.push_back(code == width       ? estate::kUnknownCode
                         : code == width + 1 ? estate::kNoneCode
                                             : code);
    rows.kinds.push_back(static_cast<std::uint32_t>(random() % width));
  }
  return rows;
}

std::optional<RowClasses> classes_of(const Rows& rows, std::uint32_t width, unsigned threads) {
  return RowClasses::make(rows.service,
                          {kinds_of_codes(rows.words, width), {rows.kinds, 0, 0, width}},
                          {.threads = threads});
}

// Fewer rows than are numbered at once, and more.
TEST(RowClasses, AreTheRowsThatAreAlike) {
  for (const std::size_t count : {0UL, 1UL, 500UL, 300'000UL}) {
    constexpr std::uint32_t kWidth = 9;
    const Rows rows = random_rows(count, kWidth);
    const auto classes = classes_of(rows, kWidth, 2);
    ASSERT_TRUE(classes.has_value());
    ASSERT_EQ(classes->class_of().size(), count);
    std::map<std::tuple<Truth, std::uint32_t, std::uint32_t>, std::uint64_t> wanted;
    const auto words = classes->column_of(rows.words);
    const auto kinds = classes->column_of(rows.kinds);
    for (std::size_t row = 0; row < count; ++row) {
      const RowClasses::Number number = classes->class_of()[row];
      ++wanted[{rows.service[row], rows.words[row], rows.kinds[row]}];
      ASSERT_EQ(classes->service()[number], rows.service[row]);
      ASSERT_EQ(classes->codes(words.value())[number], rows.words[row]);
      ASSERT_EQ(classes->codes(kinds.value())[number], rows.kinds[row]);
    }
    ASSERT_EQ(classes->size(), wanted.size());
    for (std::size_t number = 0; number < classes->size(); ++number) {
      const auto cells =
          std::tuple(classes->service()[number], classes->codes(words.value())[number],
                     classes->codes(kinds.value())[number]);
      EXPECT_EQ(classes->rows()[number], wanted.at(cells));
    }
    const auto alone = classes_of(rows, kWidth, 1);
    EXPECT_TRUE(std::ranges::equal(alone->class_of(), classes->class_of()));
  }
}

TEST(RowClasses, AreNotMadeWhereTooManyRowsDiffer) {
  EXPECT_FALSE(classes_of(random_rows(300'000, 1000), 1000, 2).has_value());
  // In no part of the rows too many, in all of them too many.
  Rows rows = random_rows(400'000, 2000);
  for (std::size_t row = 0; row < rows.words.size(); ++row) {
    rows.service[row] = Truth::yes;
    rows.words[row] = static_cast<std::uint32_t>(row / 1000);
    rows.kinds[row] = static_cast<std::uint32_t>(row % 1000 / 5);
  }
  EXPECT_FALSE(classes_of(rows, 2000, 2).has_value());
}

TEST(RowClasses, ColumnsThatAreNotThereTellNothingApart) {
  const std::vector<Truth> service(5, Truth::unknown);
  const auto classes = RowClasses::make(service, {kinds_of_codes({}, 3)}, {});
  ASSERT_TRUE(classes.has_value());
  EXPECT_EQ(classes->size(), 1U);
  EXPECT_EQ(classes->codes(0)[0], estate::kUnknownCode);
  EXPECT_EQ(classes->service()[0], Truth::unknown);
}

}  // namespace
}  // namespace relook::decision
