// SPDX-License-Identifier: Apache-2.0
// Shares of traffic that is split at every hop: fractions that stay exact as long as their whole
// fits, and after that bounds from below and above that are rounded outwards.

#pragma once

#include <compare>
#include <cstdint>

#include "base/quantity.hpp"

namespace relook::routing {

/// A nonnegative fraction in lowest terms; its whole is at most kWholeMax, and its integer part
/// below 2^78, which sums of rates stay far below.
struct Ratio {
  UInt128 part = 0;
  std::uint64_t whole = 1;

  friend bool operator==(const Ratio&, const Ratio&) = default;
};

/// Fractions of a larger whole are rounded onto this one.
inline constexpr std::uint64_t kWholeMax = std::uint64_t{1} << 48;

enum class Rounding : std::uint8_t { down, up };

/// part / whole in lowest terms, or the neighbour on the grid where that does not fit. `whole` is
/// above 0 and below 2^126, the integer part of the fraction below 2^78.
[[nodiscard]] Ratio ratio(UInt128 part, UInt128 whole, Rounding rounding);
[[nodiscard]] Ratio sum(const Ratio& a, const Ratio& b, Rounding rounding);
[[nodiscard]] Ratio divided(const Ratio& a, std::uint32_t by, Rounding rounding);
/// `a`, at most 1, of an amount below 2^62.
[[nodiscard]] Ratio times(const Ratio& a, std::uint64_t amount, Rounding rounding);
[[nodiscard]] std::strong_ordering order(const Ratio& a, const Ratio& b);

/// A quantity between two bounds that are the same where it is known exactly.
struct Portion {
  Ratio low;
  Ratio high;

  [[nodiscard]] static Portion none() { return {}; }
  [[nodiscard]] static Portion all() { return {{1, 1}, {1, 1}}; }
  /// Anything from none to all.
  [[nodiscard]] static Portion open() { return {{}, {1, 1}}; }

  [[nodiscard]] bool exact() const { return low == high; }
  Portion& operator+=(const Portion& other);
  [[nodiscard]] Portion divided_by(std::uint32_t by) const;
  [[nodiscard]] Portion of(std::uint64_t amount) const;

  friend bool operator==(const Portion&, const Portion&) = default;
};

/// The narrowest that holds both.
[[nodiscard]] Portion hull(const Portion& a, const Portion& b);

}  // namespace relook::routing
