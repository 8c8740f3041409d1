// SPDX-License-Identifier: Apache-2.0
#include "io/spreadsheet.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "base/spelling.hpp"

namespace relook::io {
namespace {

std::unexpected<Error> refuse(std::string message) {
  return failure(ErrorKind::invalid_input, std::move(message));
}

// One to `longest` digits that are all of the text.
std::optional<std::uint32_t> small_number(std::string_view text, std::size_t longest) {
  if (text.empty() || text.size() > longest || !std::ranges::all_of(text, is_digit)) {
    return std::nullopt;
  }
  std::uint32_t value = 0;
  for (const char c : text) value = value * 10 + static_cast<std::uint32_t>(c - '0');
  return value;
}

// Spreadsheets write a midnight behind days that they hold as moments.
std::string_view without_midnight(std::string_view text) {
  for (const std::string_view time : {" 00:00:00", "T00:00:00", " 00:00"}) {
    if (text.ends_with(time)) return text.substr(0, text.size() - time.size());
  }
  return text;
}

struct DayParts {
  std::uint32_t first;
  std::uint32_t second;
  std::uint32_t year;
};

// "28/01/2020", "28.1.2020", "28-01-2020": the same separator twice, the year last.
std::optional<DayParts> day_parts(std::string_view text) {
  const std::size_t one = text.find_first_of("/.-");
  if (one == std::string_view::npos) return std::nullopt;
  const std::size_t two = text.find(text[one], one + 1);
  if (two == std::string_view::npos) return std::nullopt;
  const auto first = small_number(text.substr(0, one), 2);
  const auto second = small_number(text.substr(one + 1, two - one - 1), 2);
  const std::string_view year_text = text.substr(two + 1);
  const auto year = year_text.size() == 4 ? small_number(year_text, 4) : std::nullopt;
  if (!first || !second || !year) return std::nullopt;
  return DayParts{*first, *second, *year};
}

std::optional<Date> serial_day(std::string_view text, DateFormat format) {
  const auto serial = small_number(text, 6);
  if (!serial) return std::nullopt;
  const auto days = static_cast<std::int32_t>(*serial);
  const Date last = *date_from({2199, 12, 31});
  Date date{0};
  if (format == DateFormat::excel_1904) {
    date.days = date_from({1904, 1, 1})->days + days;
  } else {
    // Serial 1 is 1900-01-01. The 1900 system has a 29 February 1900 that never was, as serial 60;
    // behind it every serial is one too high.
    if (days == 0 || days == 60) return std::nullopt;
    date.days = date_from({1900, 1, 1})->days + days - (days > 60 ? 2 : 1);
  }
  return date <= last ? std::optional(date) : std::nullopt;
}

std::optional<Date> day_in(std::string_view text, DateFormat format) {
  if (format == DateFormat::excel || format == DateFormat::excel_1904) {
    return serial_day(text, format);
  }
  text = without_midnight(text);
  if (format == DateFormat::iso) return parse_date(text);
  const auto parts = day_parts(text);
  if (!parts) return std::nullopt;
  const auto year = static_cast<std::int32_t>(parts->year);
  if (format == DateFormat::day_first) return date_from({year, parts->second, parts->first});
  return date_from({year, parts->first, parts->second});
}

std::string format_names(std::span<const DateFormat> formats) {
  std::string names;
  for (const DateFormat format : formats) {
    if (!names.empty()) names += " or ";
    names += kDateFormats[static_cast<std::size_t>(format)];
  }
  return names;
}

}  // namespace

Result<Date> read_day(std::string_view text, std::span<const DateFormat> formats) {
  std::optional<Date> found;
  for (const DateFormat format : formats) {
    const auto day = day_in(text, format);
    if (!day) continue;
    if (found && *found != *day) {
      return refuse(in_quotes(text) + " may be " + to_string(*found) + " or " + to_string(*day) +
                    "; say one format of dates for this column");
    }
    found = day;
  }
  if (found) return *found;
  const bool serial = std::ranges::find(formats, DateFormat::excel) != formats.end();
  if (serial && text == "60") {
    return refuse("serial 60 is 29 February 1900 to a spreadsheet, a day that never was");
  }
  if (const auto day = day_in(text, DateFormat::day_first);
      day && std::ranges::find(formats, DateFormat::day_first) == formats.end() &&
      std::ranges::find(formats, DateFormat::month_first) == formats.end()) {
    return refuse(in_quotes(text) + " is no day in the format " + format_names(formats) +
                  "; if its day stands first, say dates = \"day-first\"");
  }
  return refuse(in_quotes(text) + " is no day in the format " + format_names(formats) +
                " (years have four digits, from 1900 to 2199)");
}

Result<ExactNumber> read_number(std::string_view text, const NumberFormat& format) {
  constexpr std::size_t kDigitsMax = 18;
  const auto no_number = [&](std::string_view why) {
    return refuse(in_quotes(text) + " is no number: " + std::string(why));
  };
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  ExactNumber number{0, 0};
  std::size_t digits = 0;        // that count towards the limit
  std::size_t whole_digits = 0;  // all before the decimal sign
  std::size_t group = 0;         // digits since the last thousands separator
  bool grouped = false;
  bool fraction = false;
  while (!rest.empty()) {
    const char c = rest.front();
    if (is_digit(c)) {
      if (number.digits != 0 || c != '0') ++digits;
      if (digits > kDigitsMax) return no_number("it has more than 18 digits");
      number.digits = number.digits * 10 + (c - '0');
      if (fraction) {
        if (++number.scale > static_cast<int>(kDigitsMax)) return no_number("too many decimals");
      } else {
        ++whole_digits;
        ++group;
      }
      rest.remove_prefix(1);
    } else if (!fraction && c == format.decimal) {
      if (grouped && group != 3) return no_number("its thousands are not groups of three digits");
      fraction = true;
      rest.remove_prefix(1);
      if (rest.empty()) return no_number("nothing stands behind the decimal sign");
    } else if (!fraction && !format.thousands.empty() && rest.starts_with(format.thousands)) {
      const bool right = grouped ? group == 3 : group >= 1 && group <= 3;
      if (!right) return no_number("its thousands are not groups of three digits");
      grouped = true;
      group = 0;
      rest.remove_prefix(format.thousands.size());
    } else if (c == '.' || c == ',' || c == ' ' || c == '\'') {
      return no_number("the map does not say what " + in_quotes(rest.substr(0, 1)) +
                       " means in it (decimal is '" + format.decimal + "', thousands " +
                       (format.thousands.empty() ? "not given" : "'" + format.thousands + "'") +
                       ")");
    } else if ((c == 'e' || c == 'E') && digits > 0) {
      return no_number("an exponent has lost digits; format the column as a number and save again");
    } else {
      return no_number(in_quotes(rest) + " is not expected; a unit stands in the map");
    }
  }
  if (whole_digits == 0) return no_number("no digit stands before the decimal sign");
  if (grouped && group != 3 && !fraction) {
    return no_number("its thousands are not groups of three digits");
  }
  if (negative) number.digits = -number.digits;
  return number;
}

Result<Factor> parse_factor(std::string_view text) {
  constexpr std::int64_t kMax = 1'000'000'000;
  const std::size_t slash = text.find('/');
  Factor factor;
  if (slash != std::string_view::npos) {
    const auto top = parse_decimal(text.substr(0, slash), 0);
    const auto bottom = parse_decimal(text.substr(slash + 1), 0);
    if (!top || !bottom) return refuse(in_quotes(text) + " is no factor such as \"12/1000\"");
    factor = {*top, *bottom};
  } else {
    const auto value = parse_decimal(text, 9);
    if (!value) return refuse(in_quotes(text) + " is no factor such as \"12/1000\" or \"0.001\"");
    factor = {*value, kMax};
    while (factor.numerator % 10 == 0 && factor.denominator > 1) {
      factor.numerator /= 10;
      factor.denominator /= 10;
    }
  }
  if (factor.numerator < 1 || factor.denominator < 1 || factor.numerator > kMax ||
      factor.denominator > kMax) {
    return refuse(in_quotes(text) + " is no factor between 1/1000000000 and 1000000000");
  }
  return factor;
}

namespace {

struct Unit {
  std::string_view name;
  std::string_view target;  // a unit of the schema
  Factor factor;
};

constexpr std::int64_t kThousand = 1000;
constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kBillion = 1'000'000'000;

constexpr Unit kUnits[] = {
    {"bit/s", "Gbit/s", {1, kBillion}},
    {"kbit/s", "Gbit/s", {1, kMillion}},
    {"Mbit/s", "Gbit/s", {1, kThousand}},
    {"Gbit/s", "Gbit/s", {1, 1}},
    {"Tbit/s", "Gbit/s", {kThousand, 1}},
    {"GB/month", "TB/year", {12, kThousand}},
    {"TB/month", "TB/year", {12, 1}},
    {"PB/month", "TB/year", {12 * kThousand, 1}},
    {"GB/year", "TB/year", {1, kThousand}},
    {"TB/year", "TB/year", {1, 1}},
    {"PB/year", "TB/year", {kThousand, 1}},
    {"ns", "µs", {1, kThousand}},
    {"us", "µs", {1, 1}},
    {"µs", "µs", {1, 1}},
    {"ms", "µs", {kThousand, 1}},
    {"s", "µs", {kMillion, 1}},
    {"m", "m", {1, 1}},
    {"km", "m", {kThousand, 1}},
    {"degrees", "degrees", {1, 1}},
    {"crew days", "crew days", {1, 1}},
};

bool is_count(std::string_view unit) {
  constexpr std::array<std::string_view, 4> kCounts = {"cells", "subscribers", "premises",
                                                       "elements"};
  return std::ranges::find(kCounts, unit) != kCounts.end();
}

}  // namespace

Result<Factor> unit_factor(std::string_view from, std::string_view to, std::string_view currency) {
  for (const Unit& unit : kUnits) {
    if (unit.name == from && unit.target == to) return unit.factor;
  }
  if (from == to) return Factor{};
  const bool money = to == "currency";
  if (money && from == currency) return Factor{};
  if (money && (from == "pence" || from == "cents")) return Factor{1, 100};
  if (money || is_count(to)) {
    if (from == "thousand") return Factor{kThousand, 1};
    if (from == "million") return Factor{kMillion, 1};
  }
  const auto known = std::ranges::find(kUnits, from, &Unit::name);
  if (known != std::ranges::end(kUnits)) {
    return refuse(in_quotes(from) + " measures something else than " + in_quotes(to) +
                  "; a rate is never a volume");
  }
  if (from.ends_with("/day") || from.ends_with("/week")) {
    return refuse(in_quotes(from) + " does not turn into " + in_quotes(to) +
                  " exactly, as years differ in length; say a `factor` that you stand by");
  }
  std::vector<std::string_view> names;
  for (const Unit& unit : kUnits) {
    if (unit.target == to) names.push_back(unit.name);
  }
  if (money || is_count(to)) names.insert(names.end(), {"thousand", "million"});
  std::string list;
  for (const std::string_view name : names) {
    list += (list.empty() ? "" : ", ");
    list += name;
  }
  return refuse("no unit " + in_quotes(from) + did_you_mean(from, names) + "; for " +
                in_quotes(to) + " there are " + (list.empty() ? "none" : list) + ", or a `factor`");
}

Result<Quantity> to_quantity(const ExactNumber& number, const Factor& factor, int digits,
                             Rounding rounding) {
  // At most 10^18 digits, 10^9 for the factor and 10^9 for the unit: 10^36 < 2^127.
  Int128 top = Int128{number.digits} * factor.numerator;
  Int128 bottom = factor.denominator;
  int places = digits - number.scale;
  for (; places > 0; --places) top *= 10;
  for (; places < 0; ++places) {
    // Zeros at the end cost nothing; without them the denominator may grow to 10^27.
    if (top % 10 == 0) {
      top /= 10;
    } else {
      bottom *= 10;
    }
  }
  const bool exact = top % bottom == 0;
  Int128 value = top / bottom;
  if (!exact) {
    if (rounding == Rounding::refuse) {
      return refuse("is not held exactly with " + std::to_string(digits) +
                    " decimals; say round = true in the map if it may be rounded");
    }
    const Int128 rest = top % bottom;
    if ((rest < 0 ? -rest : rest) * 2 >= bottom) value += top < 0 ? -1 : 1;
  }
  constexpr Int128 kMax = 9'223'372'036'854'775'000;
  if (value > kMax || value < -kMax) return refuse("is too large");
  return Quantity{static_cast<std::int64_t>(value), !exact};
}

}  // namespace relook::io
