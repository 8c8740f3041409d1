// SPDX-License-Identifier: Apache-2.0
#include "base/quantity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <utility>

namespace relook {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

TEST(Decimal, IsReadExactlyOrNotAtAll) {
  struct Case {
    std::string_view text;
    int digits;
    std::expected<std::int64_t, DecimalFault> want;
  };
  const auto nan = std::unexpected(DecimalFault::not_a_number);
  const auto fine = std::unexpected(DecimalFault::too_many_digits);
  const auto large = std::unexpected(DecimalFault::too_large);
  const Case cases[] = {
      {"12.5", 3, 12500},
      {"0", 0, 0},
      {"-0", 2, 0},
      {"-12.5", 1, -125},
      {"007", 0, 7},
      {"1.500", 1, 15},
      {"1.0", 0, 1},
      {"1.25", 1, fine},
      {"0.0000000001", 9, fine},
      {"", 2, nan},
      {"-", 2, nan},
      {".", 2, nan},
      {".5", 2, nan},
      {"5.", 2, nan},
      {"1,5", 2, nan},
      {"1 000", 2, nan},
      {"1e3", 2, nan},
      {"+1", 2, nan},
      {"--1", 2, nan},
      {"1.2.3", 2, nan},
      {"0x10", 2, nan},
      {"nan", 2, nan},
      {"٣", 2, nan},
      {"9223372036854775806", 0, kMax - 1},
      {"9223372036854775807", 0, large},
      {"-9223372036854775806", 0, -(kMax - 1)},
      {"92233720368547758.06", 2, kMax - 1},
      {"99999999999999999999999999999999999999999999999999", 0, large},
      {"9223372036854775806", 1, large},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(parse_decimal(c.text, c.digits), c.want) << c.text << " digits " << c.digits;
  }
}

TEST(Decimal, ReadsBackAsItWasWritten) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const int digits = static_cast<int>(random() % 19);
    auto value = static_cast<std::int64_t>(random() >> (1 + random() % 63));
    if (random() % 2 == 0) value = -value;
    if (random() % 8 == 0) value = value / 1000 * 1000;
    const std::string text = format_decimal(value, digits);
    ASSERT_EQ(parse_decimal(text, digits), value) << text << " digits " << digits;
    ASSERT_TRUE(text.find('.') == std::string::npos || text.back() != '0') << text;
  }
  EXPECT_EQ(format_decimal(-5, 1), "-0.5");
  EXPECT_EQ(format_decimal(0, 3), "0");
  EXPECT_EQ(format_decimal(12500, 3), "12.5");
  EXPECT_EQ(format_decimal(1000, 3), "1");
}

TEST(Share, IsReadFromPercentOrFraction) {
  struct Case {
    std::string_view text;
    std::optional<Share> want;
    std::string_view back;
  };
  const Case cases[] = {
      {"35%", Share{7, 20}, "35%"},
      {"33.3%", Share{333, 1000}, "33.3%"},
      {"7/20", Share{7, 20}, "35%"},
      {"1/3", Share{1, 3}, "1/3"},
      {"14/40", Share{7, 20}, "35%"},
      {"0%", Share{0, 1}, "0%"},
      {"100%", Share{1, 1}, "100%"},
      {"100.1%", {}, ""},
      {"3/2", {}, ""},
      {"1/0", {}, ""},
      {"-1%", {}, ""},
      {"1/-3", {}, ""},
      {"0.35", {}, ""},
      {"35", {}, ""},
      {"35 %", {}, ""},
      {"%", {}, ""},
      {"/", {}, ""},
      {"0.0000001%", {}, ""},
  };
  for (const Case& c : cases) {
    const auto share = parse_share(c.text);
    EXPECT_EQ(share, c.want) << c.text;
    if (share) {
      EXPECT_EQ(to_string(*share), c.back) << c.text;
    }
  }
}

TEST(Share, IsComparedByMultiplication) {
  const Share cap{35, 100};
  EXPECT_FALSE(above({35, 100}, cap));
  EXPECT_TRUE(above({36, 101}, cap));
  EXPECT_TRUE(above({36, 100}, cap));
  EXPECT_FALSE(above({0, 0}, cap));
  EXPECT_FALSE(above({0, 0}, {0, 1}));
  EXPECT_FALSE(above({0, 5}, {0, 1}));
  EXPECT_TRUE(above({1, kMax}, {0, 1}));
  EXPECT_FALSE(above({5, 5}, {1, 1}));
}

// ---- products of any length by hand: limbs of 32 bits, lowest first

using Limbs = std::array<std::uint32_t, 8>;

Limbs product(UInt128 a, std::uint64_t b) {
  Limbs out{};
  for (std::size_t i = 0; i < 4; ++i) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < 2 || carry > 0; ++j) {
      const std::uint64_t x = static_cast<std::uint32_t>(a >> (32 * i));
      const std::uint64_t y = j < 2 ? static_cast<std::uint32_t>(b >> (32 * j)) : 0;
      const std::uint64_t sum = out[i + j] + x * y + carry;
      out[i + j] = static_cast<std::uint32_t>(sum);
      carry = sum >> 32;
    }
  }
  return out;
}

int compare(const Limbs& a, const Limbs& b) {
  for (std::size_t i = a.size(); i-- > 0;) {
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return 0;
}

UInt128 wide_random(std::mt19937_64& random, std::uint64_t bits) {
  const UInt128 value = (UInt128{random()} << 64) | random();
  return value >> (128 - bits);
}

TEST(Share, AgreesWithLongMultiplicationBeyondAnyWord) {
  std::mt19937_64 random(2);
  int over = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto whole = wide_random(random, 1 + random() % 126) + 1;
    Share limit{0, static_cast<std::int64_t>(random() >> (1 + random() % 62)) + 1};
    limit.part = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit.whole + 1));
    // Near the limit on purpose: there a lost bit shows.
    UInt128 part = whole / static_cast<UInt128>(limit.whole) * static_cast<UInt128>(limit.part);
    part += random() % 3;
    if (random() % 2 == 0) part = wide_random(random, 127) % (whole + 1);
    if (part > whole) part = whole;
    const bool want = compare(product(part, static_cast<std::uint64_t>(limit.whole)),
                              product(whole, static_cast<std::uint64_t>(limit.part))) > 0;
    over += want ? 1 : 0;
    ASSERT_EQ(above({static_cast<Int128>(part), static_cast<Int128>(whole)}, limit), want)
        << to_string(part) << "/" << to_string(whole) << " " << to_string(limit);
  }
  EXPECT_GT(over, 2000);
}

// ---- percentages

std::pair<std::int64_t, std::int64_t> shown_share(std::string text) {
  EXPECT_TRUE(text.ends_with(" %")) << text;
  text.resize(text.size() - 2);
  return {*parse_decimal(text, 9), 100'000'000'000};
}

TEST(Percent, NeverRoundsAcrossItsLimit) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t bits = 1 + random() % 100;
    const auto whole = static_cast<Int128>(wide_random(random, bits)) + 1;
    const Share limit{static_cast<std::int64_t>(random() % 101), random() % 2 == 0 ? 100 : 101};
    Int128 part = whole * limit.part / limit.whole + static_cast<Int128>(random() % 3) - 1;
    if (random() % 4 == 0) part = static_cast<Int128>(random()) % (whole + 1);
    part = std::clamp<Int128>(part, 0, whole);
    const Fraction fraction{part, whole};
    const std::string text = percent(fraction, limit, static_cast<int>(random() % 3));
    const auto [shown, scale] = shown_share(text);
    if (shown > scale) continue;
    ASSERT_EQ(above({shown, scale}, limit), above(fraction, limit))
        << text << " for " << to_string(part) << "/" << to_string(whole) << " against "
        << to_string(limit);
  }
}

TEST(Percent, ReadsAsPeopleExpect) {
  const Share cap{35, 100};
  EXPECT_EQ(percent({35004, 100'000}, cap), "35.1 %");
  EXPECT_EQ(percent({35004, 100'000}, cap, 2), "35.01 %");
  EXPECT_EQ(percent({35, 100}, cap), "35 %");
  EXPECT_EQ(percent({349, 1000}, cap), "34.9 %");
  EXPECT_EQ(percent({1, 3}), "33.3 %");
  EXPECT_EQ(percent({2, 3}), "66.7 %");
  EXPECT_EQ(percent({2, 3}, {}, 0), "67 %");
  EXPECT_EQ(percent({1, 8}, {}, 0), "13 %");
  EXPECT_EQ(percent({2, 3}, Share{2, 3}), "66.666666666 %");
  EXPECT_EQ(percent({0, 7}, cap), "0 %");
  EXPECT_EQ(percent({7, 7}, cap), "100 %");
  EXPECT_EQ(percent({0, 0}, cap), "-");
}

TEST(Percent, HoldsSumsBeyond90Bits) {
  const Int128 whole = Int128{1} << 100;
  EXPECT_EQ(percent({whole / 2, whole}, {}, 9), "50 %");
  EXPECT_EQ(percent({whole / 20 * 7, whole}, Share{7, 20}), "35 %");
  EXPECT_EQ(percent({whole - 1, whole}, Share{1, 1}), "100 %");
}

TEST(Headroom, IsWhatMayStillBeAdded) {
  const Share cap{35, 100};
  EXPECT_EQ(headroom({35, 100}, cap), 0);
  EXPECT_EQ(headroom({30, 101}, cap), 5);
  EXPECT_EQ(headroom({36, 101}, cap), -1);
  EXPECT_EQ(headroom({0, 0}, cap), 0);
  std::mt19937_64 random(4);
  for (int i = 0; i < 5000; ++i) {
    const Int128 whole = static_cast<Int128>(random() >> (2 + random() % 50));
    const Int128 part = whole == 0 ? Int128{0} : static_cast<Int128>(random()) % (whole + 1);
    const Int128 room = headroom({part, whole}, cap);
    // With that much more it does not break the limit, with one more it does.
    ASSERT_LE((part + room) * cap.whole, whole * cap.part);
    ASSERT_GT((part + room + 1) * cap.whole, whole * cap.part);
  }
}

TEST(WideInteger, IsWrittenInDecimal) {
  EXPECT_EQ(to_string(UInt128{0}), "0");
  EXPECT_EQ(to_string(Int128{-1}), "-1");
  EXPECT_EQ(to_string(~UInt128{0}), "340282366920938463463374607431768211455");
  EXPECT_EQ(to_string(static_cast<Int128>(UInt128{1} << 127)),
            "-170141183460469231731687303715884105728");
}

}  // namespace
}  // namespace relook
