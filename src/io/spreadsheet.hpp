// SPDX-License-Identifier: Apache-2.0
// How people's spreadsheets write days and numbers, read exactly or not at all.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/quantity.hpp"
#include "base/result.hpp"

namespace relook::io {

/// A way to write a day. `excel` is a day's serial number in the 1900 system of spreadsheets,
/// `excel_1904` in the other one.
enum class DateFormat : std::uint8_t { iso, day_first, month_first, excel, excel_1904 };

/// The names of the formats in a map, in the order of the enum.
inline constexpr std::string_view kDateFormats[] = {"iso", "day-first", "month-first", "excel",
                                                    "excel-1904"};

/// Reads a day in one of the formats: `2020-01-28`, `28/01/2020` (also with `.` or `-`, one digit
/// allowed for day and month), `43858`. A time of midnight behind it is passed over. Fails where no
/// format fits and where two give different days. Years have four digits. Serial 60 of the 1900
/// system is a day that never was (29 February 1900) and refused.
[[nodiscard]] Result<Date> read_day(std::string_view text, std::span<const DateFormat> formats);

struct NumberFormat {
  char decimal = '.';
  /// One character (of any number of bytes) between groups of three digits; empty allows none.
  std::string thousands = {};

  friend bool operator==(const NumberFormat&, const NumberFormat&) = default;
};

/// `digits` times 10^-`scale`.
struct ExactNumber {
  std::int64_t digits;
  int scale;

  friend bool operator==(const ExactNumber&, const ExactNumber&) = default;
};

/// Reads a plain decimal of at most 18 digits. Anything else, an exponent or a unit behind it
/// included, fails with what was found.
[[nodiscard]] Result<ExactNumber> read_number(std::string_view text, const NumberFormat& format);

/// An exact ratio by which a quantity is multiplied; both between 1 and 10^9.
struct Factor {
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;

  friend bool operator==(const Factor&, const Factor&) = default;
};

/// Reads `12/1000`, `0.001` or `1000`.
[[nodiscard]] Result<Factor> parse_factor(std::string_view text);

/// From the unit of a table to a unit of the schema ("GB/month" to "TB/year" is 12/1000). Fails
/// where there is no exact way: a rate is never a volume, and a year has no fixed number of days.
[[nodiscard]] Result<Factor> unit_factor(std::string_view from, std::string_view to,
                                         std::string_view currency);

enum class Rounding : std::uint8_t { refuse, nearest };

struct Quantity {
  std::int64_t value;  ///< in 10^-digits of the unit
  bool rounded;
};

/// `number` times `factor`, held in 10^-`digits`. Fails where it does not fit, or not exactly and
/// rounding is refused. `nearest` rounds halves away from zero.
[[nodiscard]] Result<Quantity> to_quantity(const ExactNumber& number, const Factor& factor,
                                           int digits, Rounding rounding);

}  // namespace relook::io
