// SPDX-License-Identifier: Apache-2.0
#include "base/date.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

namespace relook {
namespace {

TEST(Date, ReadsExactlyYearMonthDay) {
  struct Case {
    std::string_view name;
    std::string_view text;
    bool good;
  };
  const Case cases[] = {
      {"a plain day", "2020-01-28", true},
      {"the first accepted", "1900-01-01", true},
      {"the last accepted", "2199-12-31", true},
      {"before the first", "1899-12-31", false},
      {"after the last", "2200-01-01", false},
      {"29 February of a leap year", "2020-02-29", true},
      {"29 February of another", "2021-02-29", false},
      {"29 February of a century", "1900-02-29", false},
      {"29 February of every fourth century", "2000-02-29", true},
      {"30 February", "2020-02-30", false},
      {"31 April", "2020-04-31", false},
      {"month 0", "2020-00-01", false},
      {"month 13", "2020-13-01", false},
      {"day 0", "2020-01-00", false},
      {"one digit short", "2020-1-28", false},
      {"slashes", "2020/01/28", false},
      {"a time behind it", "2020-01-28T00", false},
      {"spaces", " 2020-01-2", false},
      {"a sign", "+202-01-28", false},
      {"nothing", "", false},
  };
  for (const Case& c : cases) {
    const auto date = parse_date(c.text);
    EXPECT_EQ(date.has_value(), c.good) << c.name;
    if (date) {
      EXPECT_EQ(to_string(*date), c.text) << c.name;
    }
  }
}

TEST(Date, KnowsNoMonthBeyondTwelveHoweverLarge) {
  EXPECT_FALSE(date_from({2020, 257, 1}));
  EXPECT_FALSE(date_from({2020, 1, 257}));
  EXPECT_FALSE(date_from({2020, 0, 1}));
}

TEST(Date, CountsFrom1970) {
  EXPECT_EQ(parse_date("1970-01-01")->days, 0);
  EXPECT_EQ(parse_date("1969-12-31")->days, -1);
  EXPECT_EQ(parse_date("2000-03-01")->days, 11017);
}

// Every accepted day, against a calendar counted up day by day.
TEST(Date, AgreesWithACalendarCountedByHand) {
  Date date = *parse_date("1900-01-01");
  CalendarDay day{1900, 1, 1};
  while (day.year < 2200) {
    ASSERT_EQ(date_from(day), std::optional(date));
    const CalendarDay got = calendar_day(date);
    ASSERT_TRUE(got.year == day.year && got.month == day.month && got.day == day.day)
        << to_string(date);
    ASSERT_EQ(parse_date(to_string(date)), std::optional(date));
    const bool leap = day.year % 4 == 0 && (day.year % 100 != 0 || day.year % 400 == 0);
    const unsigned long_month =
        day.month == 2                                                          ? (leap ? 29 : 28)
        : day.month == 4 || day.month == 6 || day.month == 9 || day.month == 11 ? 30
                                                                                : 31;
    if (++day.day > long_month) {
      day.day = 1;
      if (++day.month > 12) {
        day.month = 1;
        ++day.year;
      }
    }
    ++date.days;
  }
}

TEST(Date, AddsMonthsAndCutsTheDayToTheLast) {
  struct Case {
    std::string_view from;
    int months;
    std::string_view want;
  };
  const Case cases[] = {
      {"2020-01-31", 1, "2020-02-29"},  {"2021-01-31", 1, "2021-02-28"},
      {"2020-01-31", 3, "2020-04-30"},  {"2020-01-28", 36, "2023-01-28"},
      {"2020-02-29", 12, "2021-02-28"}, {"2020-02-29", 48, "2024-02-29"},
      {"2020-03-31", -1, "2020-02-29"}, {"2020-01-15", -1, "2019-12-15"},
      {"2020-12-31", 2, "2021-02-28"},  {"2020-05-05", 0, "2020-05-05"},
      {"2020-11-30", 1, "2020-12-30"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(to_string(add_months(*parse_date(c.from), c.months)), c.want)
        << c.from << " + " << c.months;
  }
}

}  // namespace
}  // namespace relook
