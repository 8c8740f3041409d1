// SPDX-License-Identifier: Apache-2.0
#include "base/hypergeometric.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <random>

namespace relook {
namespace {

constexpr std::uint32_t kOneIn[] = {1, 2, 3, 7, 20, 100};

// Every sample there is: how many there are, and how many hold none of the first `marked` things.
struct Counted {
  std::uint64_t samples = 0;
  std::uint64_t misses = 0;
};
Counted every_sample(const Sampling& sampling) {
  Counted counted;
  const std::uint64_t marked = (std::uint64_t{1} << sampling.marked) - 1;
  for (std::uint64_t sample = 0; sample < std::uint64_t{1} << sampling.all; ++sample) {
    if (static_cast<std::uint64_t>(std::popcount(sample)) != sampling.drawn) continue;
    ++counted.samples;
    if ((sample & marked) == 0) ++counted.misses;
  }
  return counted;
}

TEST(Hypergeometric, IsWhatCountingEverySampleGives) {
  for (std::uint64_t all = 0; all <= 11; ++all) {
    for (std::uint64_t marked = 0; marked <= all; ++marked) {
      for (std::uint64_t drawn = 0; drawn <= all; ++drawn) {
        const Counted counted = every_sample({all, marked, drawn});
        for (const std::uint32_t one_in : kOneIn) {
          EXPECT_EQ(rarely_misses({all, marked, drawn}, one_in),
                    counted.misses * one_in <= counted.samples)
              << all << ' ' << marked << ' ' << drawn << ' ' << one_in;
        }
      }
    }
  }
}

TEST(Hypergeometric, FindsTheFirstOfAllNumbersAskedOneByOne) {
  for (std::uint64_t all = 1; all <= 40; ++all) {
    for (std::uint64_t drawn = 1; drawn <= all; ++drawn) {
      for (const std::uint32_t one_in : kOneIn) {
        std::uint64_t marked = 1;
        while (!rarely_misses({all, marked, drawn}, one_in)) ++marked;
        EXPECT_EQ(fewest_marked(all, drawn, one_in), marked) << all << ' ' << drawn;
        std::uint64_t draws = 1;
        while (!rarely_misses({all, drawn, draws}, one_in)) ++draws;
        EXPECT_EQ(fewest_draws(all, drawn, one_in), draws) << all << ' ' << drawn;
      }
    }
  }
}

TEST(Hypergeometric, DecidesOnTheLineItself) {
  // 1 marked of 20: 19 draws miss it with a chance of exactly 1 in 20.
  EXPECT_TRUE(rarely_misses({20, 1, 19}, 20));
  EXPECT_FALSE(rarely_misses({20, 1, 18}, 20));
  EXPECT_FALSE(rarely_misses({20, 1, 19}, 21));
  // 950,000 of a million: 1 draw, in the same way.
  EXPECT_TRUE(rarely_misses({1'000'000, 950'000, 1}, 20));
  EXPECT_FALSE(rarely_misses({1'000'000, 949'999, 1}, 20));
}

// In floating point, away from the line; what is within its error of it is not held against it.
TEST(Hypergeometric, IsCloseToItsLogarithms) {
  std::mt19937_64 random(1);
  unsigned asked = 0;
  for (int round = 0; round < 25; ++round) {
    const std::uint64_t all = 1000 + random() % 1'000'000;
    const std::uint64_t drawn = 1 + random() % 1000;
    for (const std::uint32_t one_in : {20U, 100U}) {
      const std::uint64_t found = fewest_marked(all, drawn, one_in);
      for (const std::uint64_t marked : {found - 1, found}) {
        if (marked + drawn > all) continue;
        double chance = 0;
        for (std::uint64_t i = 0; i < drawn; ++i) {
          chance += std::log1p(-static_cast<double>(marked) / static_cast<double>(all - i));
        }
        const double over = chance + std::log(one_in);
        if (std::abs(over) < 1e-9) continue;
        ++asked;
        EXPECT_EQ(over < 0, marked == found) << all << ' ' << drawn << ' ' << marked;
      }
    }
  }
  EXPECT_GT(asked, 60U);
}

TEST(Hypergeometric, HoldsForACountryOfSites) {
  // Each bound holds, and the next smaller one does not.
  for (const std::uint64_t drawn : {1ULL, 59ULL, 300ULL, 1000ULL, 2500ULL, 10'000ULL, 999'999ULL}) {
    for (const std::uint32_t one_in : {20U, 100U}) {
      const std::uint64_t found = fewest_marked(1'000'000, drawn, one_in);
      EXPECT_TRUE(rarely_misses({1'000'000, found, drawn}, one_in));
      EXPECT_TRUE(found == 1 || !rarely_misses({1'000'000, found - 1, drawn}, one_in));
    }
  }
}

}  // namespace
}  // namespace relook
