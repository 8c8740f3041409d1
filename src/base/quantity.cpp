// SPDX-License-Identifier: Apache-2.0
#include "base/quantity.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>

#include "base/check.hpp"
#include "base/spelling.hpp"

namespace relook {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

constexpr int kPercentPlacesMax = 9;

struct Scaled {
  std::int64_t floor;
  bool half_or_more;  // what is left is at least half a unit
  bool exact;         // nothing is left
};

// floor(part * 10^digits / whole), by long division, so that no product leaves 128 bits.
Scaled scaled_down(const Fraction& fraction, int digits) {
  const auto whole = static_cast<UInt128>(fraction.whole);
  UInt128 rest = static_cast<UInt128>(fraction.part);
  std::int64_t floor = 0;
  const auto take = [&] {
    std::int64_t digit = 0;
    while (rest >= whole) {
      rest -= whole;
      ++digit;
    }
    return digit;
  };
  floor = take();
  for (int i = 0; i < digits; ++i) {
    std::int64_t digit = 0;
    const UInt128 once = rest;  // below whole, so below 2^127
    for (int k = 1; k < 10; ++k) {
      rest += once;
      digit += take();
    }
    floor = floor * 10 + digit;
  }
  return {floor, rest >= whole - rest, rest == 0};
}

// Whether the percentage that is shown is above the limit.
bool shows(std::int64_t shown, int places, const Share& limit) {
  Int128 scale = 100;
  for (int i = 0; i < places; ++i) scale *= 10;
  return above({std::min<Int128>(shown, scale), scale}, limit);
}

}  // namespace

std::expected<std::int64_t, DecimalFault> parse_decimal(std::string_view text, int digits) {
  RELOOK_CHECK(digits >= 0 && digits <= 18);
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view fraction =
      point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || !std::ranges::all_of(whole, is_digit) ||
      !std::ranges::all_of(fraction, is_digit) ||
      (point != std::string_view::npos && fraction.empty())) {
    return std::unexpected(DecimalFault::not_a_number);
  }
  while (fraction.ends_with('0')) fraction.remove_suffix(1);
  if (fraction.size() > static_cast<std::size_t>(digits)) {
    return std::unexpected(DecimalFault::too_many_digits);
  }
  Int128 value = 0;
  const auto push = [&value](int digit) {
    value = value * 10 + digit;
    return value <= kMax - 1;
  };
  for (const char c : whole) {
    if (!push(c - '0')) return std::unexpected(DecimalFault::too_large);
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(digits); ++i) {
    if (!push(i < fraction.size() ? fraction[i] - '0' : 0)) {
      return std::unexpected(DecimalFault::too_large);
    }
  }
  return static_cast<std::int64_t>(negative ? -value : value);
}

std::string format_decimal(std::int64_t value, int digits) {
  std::string text = std::to_string(value);
  if (digits == 0) return text;
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  const auto places = static_cast<std::size_t>(digits);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  text.insert(text.size() - places, 1, '.');
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return negative ? "-" + text : text;
}

std::string to_string(UInt128 value) {
  if (value == 0) return "0";
  std::string text;
  for (; value > 0; value /= 10)
    text.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
  std::ranges::reverse(text);
  return text;
}

std::string to_string(Int128 value) {
  if (value >= 0) return to_string(static_cast<UInt128>(value));
  return "-" + to_string(UInt128{0} - static_cast<UInt128>(value));
}

std::optional<Share> parse_share(std::string_view text) {
  constexpr int kPlaces = 6;
  std::int64_t part = 0;
  std::int64_t whole = 1;
  if (text.ends_with('%')) {
    text.remove_suffix(1);
    const auto value = parse_decimal(text, kPlaces);
    if (!value) return std::nullopt;
    part = *value;
    whole = 100'000'000;
  } else {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto top = parse_decimal(text.substr(0, slash), 0);
    const auto bottom = parse_decimal(text.substr(slash + 1), 0);
    if (!top || !bottom) return std::nullopt;
    part = *top;
    whole = *bottom;
  }
  if (part < 0 || whole <= 0 || part > whole) return std::nullopt;
  const std::int64_t divisor = std::gcd(part, whole);
  return Share{part / divisor, whole / divisor};
}

std::string to_string(const Share& share) {
  RELOOK_CHECK(share.whole > 0);
  const Int128 scaled = Int128{share.part} * 1'000'000;
  if (scaled % share.whole == 0) {
    return format_decimal(static_cast<std::int64_t>(scaled / share.whole), 4) + "%";
  }
  return std::to_string(share.part) + "/" + std::to_string(share.whole);
}

bool above(const Fraction& fraction, const Share& limit) {
  // Parts and wholes are sums of at most 2^32 weights below 2^63; a limit's terms are small. Where
  // the product could leave 128 bits the wider term is compared by quotient and remainder.
  RELOOK_CHECK(fraction.part >= 0 && fraction.whole >= fraction.part && limit.whole > 0);
  if (fraction.whole == 0) return false;
  constexpr Int128 kSafe = Int128{1} << 63;
  if (fraction.whole < kSafe) return fraction.part * limit.whole > fraction.whole * limit.part;
  // part * L.whole > whole * L.part, long multiplication in two halves of 64 bits.
  const auto wide = [](Int128 a, std::int64_t b) {
    const UInt128 value = static_cast<UInt128>(a);
    const UInt128 low = (value & ~std::uint64_t{0}) * static_cast<std::uint64_t>(b);
    const UInt128 high = (value >> 64) * static_cast<std::uint64_t>(b) + (low >> 64);
    return std::pair{high, static_cast<std::uint64_t>(low)};
  };
  return wide(fraction.part, limit.whole) > wide(fraction.whole, limit.part);
}

std::string percent(const Fraction& fraction, const std::optional<Share>& limit, int decimals) {
  RELOOK_CHECK(fraction.part >= 0 && fraction.whole >= fraction.part);
  RELOOK_CHECK(decimals >= 0 && decimals <= kPercentPlacesMax);
  if (fraction.whole == 0) return "-";
  const bool over = limit && above(fraction, *limit);
  for (int places = decimals; places <= kPercentPlacesMax; ++places) {
    const Scaled scaled = scaled_down(fraction, places + 2);
    // Above the limit rounds up; anything else to nearest, but never over the limit.
    std::int64_t shown = scaled.floor + (over ? !scaled.exact : scaled.half_or_more);
    if (!limit || shows(shown, places, *limit) == over) {
      return format_decimal(shown, places) + " %";
    }
  }
  // Only a share at its limit or hardly below it comes here: downwards is on its side.
  const Scaled scaled = scaled_down(fraction, kPercentPlacesMax + 2);
  return format_decimal(scaled.floor, kPercentPlacesMax) + " %";
}

Int128 headroom(const Fraction& fraction, const Share& limit) {
  const Int128 quotient = fraction.whole / limit.whole;
  const Int128 rest = fraction.whole % limit.whole;
  return quotient * limit.part + rest * limit.part / limit.whole - fraction.part;
}

}  // namespace relook
