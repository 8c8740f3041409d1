// SPDX-License-Identifier: Apache-2.0
#include "decision/decimal.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace relook::decision {
namespace {

TEST(Decimal, ReadsAndWritesTheShortestForm) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"0", "0"},
      {"12", "12"},
      {"012", "12"},
      {"12.50", "12.5"},
      {"-0.5", "-0.5"},
      {"0.000", "0"},
      {"-3", "-3"},
      {"0.000000000000000001", "0.000000000000000001"},
      {"999999999999999999.999999999999999999", "999999999999999999.999999999999999999"}};
  for (const auto& [text, want] : cases) {
    const auto value = read_decimal(text);
    ASSERT_TRUE(value) << text;
    EXPECT_EQ(decimal_text(*value), want) << text;
  }
}

TEST(Decimal, RefusesWhatIsNoNumberOrHasTooManyDigits) {
  for (const std::string_view text : {"", "-", ".5", "5.", "1e3", "1,000", "+1", "1.2.3",
                                      "1000000000000000000", "0.0000000000000000001"}) {
    EXPECT_FALSE(read_decimal(text)) << text;
  }
}

TEST(Decimal, ComparesWithoutRounding) {
  const auto less = [](std::string_view a, std::string_view b) {
    return compare(*read_decimal(a), *read_decimal(b)) < 0;
  };
  EXPECT_TRUE(less("0.1", "0.10000000000000001"));
  EXPECT_TRUE(less("-2", "-1.999999999999999999"));
  EXPECT_FALSE(less("1.0", "1"));
  EXPECT_EQ(compare(*read_decimal("1.50"), *read_decimal("1.5")), std::strong_ordering::equal);
}

// Every small integer against every small decimal, by the definition.
TEST(Decimal, RangesHoldExactlyTheIntegersOfTheComparison) {
  for (int tenths = -35; tenths <= 35; ++tenths) {
    const Decimal limit{tenths, 1};
    for (int digits = 0; digits <= 2; ++digits) {
      const int scale = digits == 0 ? 10 : digits == 1 ? 1 : 0;
      for (std::int64_t v = -400; v <= 400; ++v) {
        const std::int64_t left = digits == 2 ? v : v * scale;
        const std::int64_t right = digits == 2 ? tenths * 10 : tenths;
        const auto in = [&](Order order) { return integers_where(order, limit, digits).holds(v); };
        ASSERT_EQ(in(Order::equal), left == right);
        ASSERT_EQ(in(Order::less), left < right);
        ASSERT_EQ(in(Order::at_most), left <= right);
        ASSERT_EQ(in(Order::greater), left > right);
        ASSERT_EQ(in(Order::at_least), left >= right);
      }
    }
  }
}

TEST(Decimal, RangesOfHugeLimitsHoldAllOrNothing) {
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  const Decimal huge = *read_decimal("999999999999999999");
  EXPECT_TRUE(integers_where(Order::less, huge, 9).holds(kMax));
  EXPECT_FALSE(integers_where(Order::greater, huge, 9).holds(kMax));
  EXPECT_FALSE(integers_where(Order::at_least, huge, 9).holds(kMax));
  EXPECT_FALSE(integers_where(Order::equal, huge, 9).holds(kMax));
  const Decimal low = *read_decimal("-999999999999999999");
  EXPECT_TRUE(integers_where(Order::greater, low, 9).holds(-kMax));
  EXPECT_FALSE(integers_where(Order::less, low, 9).holds(-kMax));
  EXPECT_FALSE(integers_where(Order::at_most, low, 9).holds(-kMax));
}

}  // namespace
}  // namespace relook::decision
