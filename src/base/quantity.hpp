// SPDX-License-Identifier: Apache-2.0
// Exact numbers: quantities as integers of a smallest unit, shares as fractions of integers.
//
// A cap of 35 % is a statement about integers. It is compared by multiplication in 128 bits, never
// in floating point, so that 35 of 100 conforms and 36 of 101 does not, on every machine.

#pragma once

#include <compare>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace relook {

/// Wide enough for a product of two 64-bit integers.
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

/// What a decimal text could not be.
enum class DecimalFault { not_a_number, too_many_digits, too_large };

/// Reads a decimal such as `-12.5` as an integer of 10^-digits units, exactly: "12.5" with
/// `digits` 3 is 12500. No thousands separators, no exponent; more decimals than the unit holds
/// are a fault and never rounded, unless they are zeros.
[[nodiscard]] std::expected<std::int64_t, DecimalFault> parse_decimal(std::string_view text,
                                                                      int digits);
/// The shortest decimal that reads back as the same integer.
[[nodiscard]] std::string format_decimal(std::int64_t value, int digits);

[[nodiscard]] std::string to_string(UInt128 value);
[[nodiscard]] std::string to_string(Int128 value);

/// A share as a decision writes it: a part of a whole, 0 <= part, 0 < whole.
struct Share {
  std::int64_t part;
  std::int64_t whole;

  friend bool operator==(const Share&, const Share&) = default;
};

/// Reads `35%`, `33.3%` or `7/20`. Nothing above one.
[[nodiscard]] std::optional<Share> parse_share(std::string_view text);
/// `35%` where that is exact with at most four decimals, else `7/20`.
[[nodiscard]] std::string to_string(const Share& share);

/// A measured share: a part of a whole of nonnegative integers, `part` <= `whole`; the whole may
/// be zero. An unbounded whole has `unbounded` set and `whole` then counts what is known.
struct Fraction {
  Int128 part = 0;
  Int128 whole = 0;
  bool unbounded = false;

  friend bool operator==(const Fraction&, const Fraction&) = default;
};

/// part/whole > limit, by multiplication; false where the whole is zero.
[[nodiscard]] bool above(const Fraction& fraction, const Share& limit);

/// A percentage of `decimals` places (0 to 9, more where the limit asks for them) that never rounds
/// into conformity: above `limit` it is rounded up, so 35.004 % against 35 % prints as "35.1 %",
/// and what is not above it never prints as if it were. "-" where the whole is zero.
[[nodiscard]] std::string percent(const Fraction& fraction, const std::optional<Share>& limit = {},
                                  int decimals = 1);

/// floor(limit * whole) - part, in the unit of the fraction.
[[nodiscard]] Int128 headroom(const Fraction& fraction, const Share& limit);

}  // namespace relook
