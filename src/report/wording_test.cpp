// SPDX-License-Identifier: Apache-2.0
#include "report/wording.hpp"

#include <gtest/gtest.h>

namespace relook::report {
namespace {

TEST(Wording, GroupsDigitsInThrees) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(-999), "-999");
  EXPECT_EQ(grouped(-1000), "-1,000");
  EXPECT_EQ(grouped(1'234'567), "1,234,567");
}

TEST(Wording, SaysOfAShareWhatIsKnown) {
  EXPECT_EQ(share_text({{35'004, 100'000}, Share{35, 100}}), "35.1 %");
  EXPECT_EQ(share_text({{0, 0}}), "-");
  EXPECT_EQ(share_text({{12, 0, true}}), "12 of ?");
  EXPECT_EQ(limit_text({35, 100}), "35 %");
  EXPECT_EQ(limit_text({1, 3}), "1/3");
}

TEST(Wording, LinesUpTheDecimalsOfAColumn) {
  const Table table{
      .id = "t",
      .title = "",
      .columns = {{.id = "a", .header = ""}},
      .rows = {{{Decimal{12'500, 3}}}, {{Decimal{-1'234'000, 3}}}, {{Decimal{5, 2}}}}};
  const CellReader read(table, 0);
  EXPECT_EQ(read(table.rows[0].cells[0]), "12.50");
  EXPECT_EQ(read(table.rows[1].cells[0]), "-1,234.00");
  EXPECT_EQ(read(table.rows[2].cells[0]), "0.05");
}

// However coarse the scale: what is above the limit is drawn beyond it, what is not is not.
TEST(Wording, DrawsEveryBarOnItsSideOfTheLimit) {
  for (std::size_t steps : {3U, 30U, 100U}) {
    for (int limit = 0; limit <= 20; ++limit) {
      for (int low = 0; low <= 40; ++low) {
        for (int high = low; high <= 40; ++high) {
          const Share share{limit, 20};
          const BarPlaces places =
              places_of({.label = "", .low = {low, 40}, .high = {high, 40}, .limit = share}, steps);
          ASSERT_LE(places.low, places.high);
          ASSERT_LE(places.high, steps);
          if (*places.limit < steps) {
            ASSERT_EQ(places.low > *places.limit, above({low, 40}, share)) << low << " " << limit;
            ASSERT_EQ(places.high > *places.limit, above({high, 40}, share))
                << high << " " << limit;
          }
        }
      }
    }
  }
}

TEST(Wording, DrawsNoBoundBeyondTheScale) {
  const BarPlaces places = places_of({.label = "", .low = {5, 0, true}, .high = {5, 0, true}}, 30);
  EXPECT_EQ(places.low, 0U);
  EXPECT_EQ(places.high, 30U);
  EXPECT_FALSE(places.limit.has_value());
}

}  // namespace
}  // namespace relook::report
