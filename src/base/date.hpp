// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace relook {

/// A day of the proleptic Gregorian calendar (ISO 8601), counted from 1970-01-01. relook accepts
/// the years 1900 to 2199: a date outside them in an inventory is a slip of the pen.
struct Date {
  std::int32_t days;

  friend constexpr auto operator<=>(Date, Date) = default;
};

struct CalendarDay {
  std::int32_t year;
  std::uint32_t month;  // 1 to 12
  std::uint32_t day;    // 1 to 31
};

/// The day, or nothing where there is no such day or its year is not accepted.
[[nodiscard]] std::optional<Date> date_from(const CalendarDay& day);
[[nodiscard]] CalendarDay calendar_day(Date date);

/// Reads exactly `YYYY-MM-DD`.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
/// Writes `YYYY-MM-DD`.
[[nodiscard]] std::string to_string(Date date);

/// Adds calendar months; a day that the month does not have becomes the month's last
/// (2020-01-31 plus one month is 2020-02-29). SEMANTICS 3.3.
[[nodiscard]] Date add_months(Date date, std::int32_t months);

}  // namespace relook
