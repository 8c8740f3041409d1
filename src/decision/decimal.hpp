// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/quantity.hpp"

namespace relook::decision {

/// An exact number as a selector writes it: mantissa * 10^-digits, with no more digits than needed.
/// At most 18 digits before the point and 18 behind it, so that it can be held against a column of
/// any unit in 128 bits.
struct Decimal {
  Int128 mantissa = 0;
  int digits = 0;

  friend bool operator==(const Decimal&, const Decimal&) = default;
};

[[nodiscard]] constexpr Decimal decimal(std::int64_t integer) { return {integer, 0}; }
/// Reads `-12.50` and the like; nothing where it is no number or has too many digits.
[[nodiscard]] std::optional<Decimal> read_decimal(std::string_view text);
[[nodiscard]] std::string decimal_text(const Decimal& value);

/// Compares without rounding.
[[nodiscard]] std::strong_ordering compare(const Decimal& a, const Decimal& b);

/// A closed range of integers, empty where `low` is above `high`.
struct IntegerRange {
  std::int64_t low;
  std::int64_t high;

  [[nodiscard]] constexpr bool holds(std::int64_t value) const {
    return low <= value && value <= high;
  }
  friend bool operator==(const IntegerRange&, const IntegerRange&) = default;
};

enum class Order : std::uint8_t { equal, not_equal, less, at_most, greater, at_least };

/// `a order b` is `b mirrored(order) a`.
[[nodiscard]] Order mirrored(Order order);

/// The integers v for which `v * 10^-digits order value` holds; `order` is not not_equal.
[[nodiscard]] IntegerRange integers_where(Order order, const Decimal& value, int digits);

}  // namespace relook::decision
