// SPDX-License-Identifier: Apache-2.0
#include "io/spreadsheet.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace relook::io {
namespace {

using enum DateFormat;

TEST(Spreadsheet, ReadsDaysInTheFormatsThatTheMapAllows) {
  struct Case {
    std::string_view text;
    std::vector<DateFormat> formats;
    std::string_view want;  // empty: refused
  };
  const Case cases[] = {
      {"2020-01-28", {iso}, "2020-01-28"},
      {"2020-01-28 00:00:00", {iso}, "2020-01-28"},
      {"2020-01-28T00:00:00", {iso}, "2020-01-28"},
      {"2020-01-28 00:01:00", {iso}, ""},
      {"2020-1-28", {iso}, ""},
      {"28/01/2020", {day_first}, "2020-01-28"},
      {"28.01.2020", {day_first}, "2020-01-28"},
      {"28-1-2020", {day_first}, "2020-01-28"},
      {"8/1/2020 00:00", {day_first}, "2020-01-08"},
      {"28/01.2020", {day_first}, ""},
      {"28/01/20", {day_first}, ""},
      {"28/01/02020", {day_first}, ""},
      {"28/13/2020", {day_first}, ""},
      {"29/02/2019", {day_first}, ""},
      {"29/02/2020", {day_first}, "2020-02-29"},
      {"28/01/2020", {iso}, ""},
      {"01/28/2020", {month_first}, "2020-01-28"},
      {"01/28/2020", {day_first}, ""},
      {"03/04/2020", {day_first, month_first}, ""},  // two days
      {"04/04/2020", {day_first, month_first}, "2020-04-04"},
      {"28/01/2020", {iso, day_first}, "2020-01-28"},
      {"43858", {excel}, "2020-01-28"},
      {"43858", {iso}, ""},
      {"1", {excel}, "1900-01-01"},
      {"59", {excel}, "1900-02-28"},
      {"60", {excel}, ""},  // the day that never was
      {"61", {excel}, "1900-03-01"},
      {"0", {excel}, ""},
      {"43858.5", {excel}, ""},
      {"-1", {excel}, ""},
      {"109574", {excel}, "2199-12-31"},
      {"109575", {excel}, ""},
      {"999999", {excel}, ""},
      {"0", {excel_1904}, "1904-01-01"},
      {"42396", {excel_1904}, "2020-01-28"},
      {"Q3 2019", {iso, day_first}, ""},
      {"", {iso}, ""},
      {"1899-12-31", {iso}, ""},
      {"2200-01-01", {iso}, ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const auto day = read_day(c.text, c.formats);
    EXPECT_EQ(day.has_value(), !c.want.empty());
    if (day) {
      EXPECT_EQ(to_string(*day), c.want);
    } else {
      EXPECT_FALSE(day.error().message.empty());
    }
  }
}

TEST(Spreadsheet, ReadsNumbersExactlyOrNotAtAll) {
  struct Case {
    std::string_view text;
    NumberFormat format;
    bool good;
    std::int64_t digits;
    int scale;
  };
  const NumberFormat point{.decimal = '.'};
  const NumberFormat comma{.decimal = ','};
  const NumberFormat british{.decimal = '.', .thousands = ","};
  const NumberFormat german{.decimal = ',', .thousands = "."};
  const NumberFormat french{.decimal = ',', .thousands = "\u202F"};
  const Case cases[] = {
      {"12", point, true, 12, 0},
      {"12.50", point, true, 1250, 2},
      {"12,50", comma, true, 1250, 2},
      {"-3.5", point, true, -35, 1},
      {"12,50", point, false, 0, 0},
      {"1.234", comma, false, 0, 0},
      {"1,234", point, false, 0, 0},
      {"1,234", british, true, 1234, 0},
      {"1,234.5", british, true, 12345, 1},
      {"1.234,5", german, true, 12345, 1},
      {"1\u202F234\u202F567", french, true, 1234567, 0},
      {"12,34", british, false, 0, 0},
      {"1234,567", british, false, 0, 0},
      {"1,2345", british, false, 0, 0},
      {",123", british, false, 0, 0},
      {"1,,234", british, false, 0, 0},
      {"1.234.5", british, false, 0, 0},
      {"1.5,000", british, false, 0, 0},
      {"12 GB", point, false, 0, 0},
      {"£12", point, false, 0, 0},
      {"1.2E+05", point, false, 0, 0},
      {"", point, false, 0, 0},
      {"-", point, false, 0, 0},
      {".5", point, false, 0, 0},
      {"5.", point, false, 0, 0},
      {"0.000", point, true, 0, 3},
      {"000123", point, true, 123, 0},
      {"123456789012345678", point, true, 123456789012345678, 0},
      {"1234567890123456789", point, false, 0, 0},
      {"0.0000000000000000000000", point, false, 0, 0},
      {"+5", point, false, 0, 0},
      {"NaN", point, false, 0, 0},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const auto number = read_number(c.text, c.format);
    ASSERT_EQ(number.has_value(), c.good);
    if (number) {
      EXPECT_EQ(*number, (ExactNumber{c.digits, c.scale}));
    }
  }
}

TEST(Spreadsheet, TurnsUnitsExactly) {
  struct Case {
    std::string_view from;
    std::string_view to;
    std::string_view currency;
    bool good;
    Factor factor;
  };
  const Case cases[] = {
      {"GB/month", "TB/year", "GBP", true, {12, 1000}},
      {"TB/month", "TB/year", "GBP", true, {12, 1}},
      {"Mbit/s", "Gbit/s", "GBP", true, {1, 1000}},
      {"Gbit/s", "Gbit/s", "GBP", true, {1, 1}},
      {"ms", "µs", "GBP", true, {1000, 1}},
      {"GBP", "currency", "GBP", true, {1, 1}},
      {"EUR", "currency", "GBP", false, {}},
      {"pence", "currency", "GBP", true, {1, 100}},
      {"thousand", "currency", "GBP", true, {1000, 1}},
      {"thousand", "subscribers", "", true, {1000, 1}},
      {"thousand", "Gbit/s", "", false, {}},
      {"Mbit/s", "TB/year", "", false, {}},  // a rate is never a volume
      {"GB/month", "Gbit/s", "", false, {}},
      {"GB/day", "TB/year", "", false, {}},  // years differ in length
      {"GBit/s", "Gbit/s", "", false, {}},
      {"", "Gbit/s", "", false, {}},
      {"km", "m", "", true, {1000, 1}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.from) + " to " + std::string(c.to));
    const auto factor = unit_factor(c.from, c.to, c.currency);
    ASSERT_EQ(factor.has_value(), c.good);
    if (factor) {
      EXPECT_EQ(*factor, c.factor);
    }
  }
}

TEST(Spreadsheet, MultipliesExactlyOrRoundsWhereItMay) {
  struct Case {
    ExactNumber number;
    Factor factor;
    int digits;
    Rounding rounding;
    bool good;
    std::int64_t value;
    bool rounded;
  };
  const Factor month{12, 1000};
  const Case cases[] = {
      {{1000, 0}, month, 3, Rounding::refuse, true, 12000, false},  // 1000 GB/month, 12 TB/year
      {{105, 1}, month, 3, Rounding::refuse, true, 126, false},     // 10.5 GB/month
      {{1055, 2}, month, 3, Rounding::refuse, false, 0, false},     // 126.6 GB in thousandths
      {{1055, 2}, month, 3, Rounding::nearest, true, 127, true},
      {{-1055, 2}, month, 3, Rounding::nearest, true, -127, true},
      {{5, 1}, {1, 1}, 0, Rounding::nearest, true, 1, true},  // half away from zero
      {{-5, 1}, {1, 1}, 0, Rounding::nearest, true, -1, true},
      {{4, 1}, {1, 1}, 0, Rounding::nearest, true, 0, true},
      {{120, 2}, {1, 1}, 1, Rounding::refuse, true, 12, false},  // zeros cost nothing
      {{1, 18}, {1, 1}, 0, Rounding::refuse, false, 0, false},
      {{999'999'999'999'999'999, 0}, {1'000'000'000, 1}, 9, Rounding::refuse, false, 0, false},
      {{999'999'999'999'999'999, 18}, {1, 1'000'000'000}, 0, Rounding::nearest, true, 0, true},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.number.digits);
    const auto quantity = to_quantity(c.number, c.factor, c.digits, c.rounding);
    ASSERT_EQ(quantity.has_value(), c.good);
    if (quantity) {
      EXPECT_EQ(quantity->value, c.value);
      EXPECT_EQ(quantity->rounded, c.rounded);
    }
  }
}

TEST(Spreadsheet, ReadsFactors) {
  struct Case {
    std::string_view text;
    bool good;
    Factor factor;
  };
  const Case cases[] = {{"12/1000", true, {12, 1000}},
                        {"1000", true, {1000, 1}},
                        {"0.001", true, {1, 1000}},
                        {"2.5", true, {25, 10}},
                        {"0", false, {}},
                        {"-1", false, {}},
                        {"1/0", false, {}},
                        {"12/", false, {}},
                        {"x", false, {}},
                        {"10000000000", false, {}},
                        {"0.0000000001", false, {}}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const auto factor = parse_factor(c.text);
    ASSERT_EQ(factor.has_value(), c.good);
    if (factor) {
      EXPECT_EQ(*factor, c.factor);
    }
  }
}

}  // namespace
}  // namespace relook::io
