// SPDX-License-Identifier: Apache-2.0
#include "base/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace relook {
namespace {

using std::chrono::year_month_day;

year_month_day civil(Date date) {
  return year_month_day(std::chrono::sys_days(std::chrono::days(date.days)));
}

// The number that the digits spell, or nothing where one of them is none.
std::optional<std::int32_t> digits(std::string_view text) {
  std::int32_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> date_from(const CalendarDay& day) {
  if (day.year < 1900 || day.year > 2199) return std::nullopt;
  // The library's month and day keep eight bits of what they are given.
  if (day.month > 12 || day.day > 31) return std::nullopt;
  const year_month_day ymd(std::chrono::year(day.year), std::chrono::month(day.month),
                           std::chrono::day(day.day));
  if (!ymd.ok()) return std::nullopt;
  const auto since = std::chrono::sys_days(ymd).time_since_epoch();
  return Date{static_cast<std::int32_t>(since.count())};
}

CalendarDay calendar_day(Date date) {
  const year_month_day ymd = civil(date);
  return {static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
          static_cast<unsigned>(ymd.day())};
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return date_from({*year, static_cast<std::uint32_t>(*month), static_cast<std::uint32_t>(*day)});
}

std::string to_string(Date date) {
  const CalendarDay day = calendar_day(date);
  return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

Date add_months(Date date, std::int32_t months) {
  const year_month_day ymd = civil(date);
  const auto month = std::chrono::year_month(ymd.year(), ymd.month()) + std::chrono::months(months);
  const auto last = (month / std::chrono::last).day();
  const auto moved = month / std::min(ymd.day(), last);
  return Date{static_cast<std::int32_t>(std::chrono::sys_days(moved).time_since_epoch().count())};
}

}  // namespace relook
