// SPDX-License-Identifier: Apache-2.0
#include "decision/decimal.hpp"

#include <algorithm>
#include <limits>

#include "base/check.hpp"
#include "base/spelling.hpp"

namespace relook::decision {
namespace {

constexpr std::size_t kSideDigitsMax = 18;

Int128 power_of_ten(int exponent) {
  Int128 power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// The greatest integer v with v * 10^-digits <= value, and whether it is equal. Both sides stay
// below 10^36 in 128 bits: 18 digits before the point, 18 behind it.
struct Floor {
  Int128 value;
  bool exact;
};

Floor floor_at(const Decimal& value, int digits) {
  RELOOK_CHECK(digits >= 0 && digits <= static_cast<int>(kSideDigitsMax));
  if (digits >= value.digits) {
    return {value.mantissa * power_of_ten(digits - value.digits), true};
  }
  const Int128 divisor = power_of_ten(value.digits - digits);
  const Int128 quotient = value.mantissa / divisor;
  const Int128 rest = value.mantissa % divisor;
  return {rest < 0 ? quotient - 1 : quotient, rest == 0};
}

std::int64_t clamped(Int128 value) {
  constexpr Int128 kLow = std::numeric_limits<std::int64_t>::min();
  constexpr Int128 kHigh = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::clamp(value, kLow, kHigh));
}

}  // namespace

std::optional<Decimal> read_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  std::string_view whole = text.substr(0, point);
  std::string_view fraction;
  if (point != std::string_view::npos) {
    fraction = text.substr(point + 1);
    if (fraction.empty()) return std::nullopt;
  }
  if (whole.empty() || !std::ranges::all_of(whole, is_digit) ||
      !std::ranges::all_of(fraction, is_digit)) {
    return std::nullopt;
  }
  while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
  while (fraction.ends_with('0')) fraction.remove_suffix(1);
  if (whole.size() > kSideDigitsMax || fraction.size() > kSideDigitsMax) return std::nullopt;
  Decimal value{0, static_cast<int>(fraction.size())};
  for (const char c : whole) value.mantissa = value.mantissa * 10 + (c - '0');
  for (const char c : fraction) value.mantissa = value.mantissa * 10 + (c - '0');
  if (negative) value.mantissa = -value.mantissa;
  return value;
}

std::string decimal_text(const Decimal& value) {
  const bool negative = value.mantissa < 0;
  std::string text = to_string(negative ? -value.mantissa : value.mantissa);
  const auto places = static_cast<std::size_t>(value.digits);
  if (places > 0) {
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, 1, '.');
  }
  return negative ? "-" + text : text;
}

std::strong_ordering compare(const Decimal& a, const Decimal& b) {
  const int digits = std::max(a.digits, b.digits);
  const Int128 left = a.mantissa * power_of_ten(digits - a.digits);
  const Int128 right = b.mantissa * power_of_ten(digits - b.digits);
  if (left == right) return std::strong_ordering::equal;
  return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

Order mirrored(Order order) {
  switch (order) {
    case Order::less:
      return Order::greater;
    case Order::at_most:
      return Order::at_least;
    case Order::greater:
      return Order::less;
    case Order::at_least:
      return Order::at_most;
    case Order::equal:
    case Order::not_equal:
      break;
  }
  return order;
}

IntegerRange integers_where(Order order, const Decimal& value, int digits) {
  constexpr std::int64_t kLow = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kHigh = std::numeric_limits<std::int64_t>::max();
  constexpr IntegerRange kNothing{1, 0};
  const Floor floor = floor_at(value, digits);
  const Int128 last_below = floor.exact ? floor.value - 1 : floor.value;
  const Int128 first_not_below = last_below + 1;
  switch (order) {
    case Order::equal:
      if (!floor.exact || floor.value != clamped(floor.value)) return kNothing;
      return {clamped(floor.value), clamped(floor.value)};
    case Order::less:
      return last_below < kLow ? kNothing : IntegerRange{kLow, clamped(last_below)};
    case Order::at_most:
      return floor.value < kLow ? kNothing : IntegerRange{kLow, clamped(floor.value)};
    case Order::greater:
      return floor.value >= kHigh ? kNothing : IntegerRange{clamped(floor.value + 1), kHigh};
    case Order::at_least:
      return first_not_below > kHigh ? kNothing : IntegerRange{clamped(first_not_below), kHigh};
    case Order::not_equal:
      break;
  }
  RELOOK_CHECK(false);
}

}  // namespace relook::decision
