// SPDX-License-Identifier: Apache-2.0
#include "routing/portion.hpp"

#include "base/check.hpp"

namespace relook::routing {
namespace {

UInt128 greatest_common_divisor(UInt128 a, UInt128 b) {
  while (b != 0) {
    const UInt128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

// rest / whole, below 1, in units of the grid. The whole may be near 2^126, so long division by
// halves.
std::uint64_t on_grid(UInt128 rest, UInt128 whole, Rounding rounding) {
  std::uint64_t units = 0;
  for (std::uint64_t bit = kWholeMax; bit > 1; bit /= 2) {
    rest *= 2;
    units *= 2;
    if (rest >= whole) {
      rest -= whole;
      ++units;
    }
  }
  return rounding == Rounding::up && rest > 0 ? units + 1 : units;
}

Ratio lowest(UInt128 part, UInt128 whole) {
  const UInt128 common = greatest_common_divisor(whole, part);
  return {part / common, static_cast<std::uint64_t>(whole / common)};
}

}  // namespace

Ratio ratio(UInt128 part, UInt128 whole, Rounding rounding) {
  RELOOK_CHECK(whole > 0);
  const UInt128 common = greatest_common_divisor(whole, part);
  if (whole / common <= kWholeMax) {
    return {part / common, static_cast<std::uint64_t>(whole / common)};
  }
  const UInt128 units = part / whole * kWholeMax + on_grid(part % whole, whole, rounding);
  return lowest(units, kWholeMax);
}

Ratio sum(const Ratio& a, const Ratio& b, Rounding rounding) {
  const UInt128 common = greatest_common_divisor(a.whole, b.whole);
  const UInt128 whole = a.whole / common * b.whole;
  if (whole <= kWholeMax) {
    return lowest(a.part * (whole / a.whole) + b.part * (whole / b.whole), whole);
  }
  const auto units = [&](const Ratio& one) {
    return one.part / one.whole * kWholeMax + on_grid(one.part % one.whole, one.whole, rounding);
  };
  return lowest(units(a) + units(b), kWholeMax);
}

Ratio divided(const Ratio& a, std::uint32_t by, Rounding rounding) {
  return ratio(a.part, UInt128{a.whole} * by, rounding);
}

Ratio times(const Ratio& a, std::uint64_t amount, Rounding rounding) {
  return ratio(a.part * amount, a.whole, rounding);
}

std::strong_ordering order(const Ratio& a, const Ratio& b) {
  const UInt128 a_integer = a.part / a.whole;
  const UInt128 b_integer = b.part / b.whole;
  if (a_integer != b_integer) {
    return a_integer < b_integer ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  const UInt128 left = a.part % a.whole * b.whole;
  const UInt128 right = b.part % b.whole * a.whole;
  if (left == right) return std::strong_ordering::equal;
  return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

Portion& Portion::operator+=(const Portion& other) {
  low = sum(low, other.low, Rounding::down);
  high = sum(high, other.high, Rounding::up);
  return *this;
}

Portion Portion::divided_by(std::uint32_t by) const {
  return {divided(low, by, Rounding::down), divided(high, by, Rounding::up)};
}

Portion Portion::of(std::uint64_t amount) const {
  return {times(low, amount, Rounding::down), times(high, amount, Rounding::up)};
}

Portion hull(const Portion& a, const Portion& b) {
  return {order(a.low, b.low) < 0 ? a.low : b.low, order(a.high, b.high) > 0 ? a.high : b.high};
}

}  // namespace relook::routing
