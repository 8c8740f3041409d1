// SPDX-License-Identifier: Apache-2.0
#include "base/hypergeometric.hpp"

#include <algorithm>
#include <compare>
#include <limits>
#include <vector>

#include "base/check.hpp"
#include "base/quantity.hpp"

namespace relook {
namespace {

// A product of positive integers, of any size.
class Product {
 public:
  // Small factors are gathered until they fill a word.
  void multiply(std::uint64_t factor) {
    if (gathered_ > std::numeric_limits<std::uint64_t>::max() / factor) flush();
    gathered_ *= factor;
  }

  [[nodiscard]] std::strong_ordering compare(Product& other) {
    flush();
    other.flush();
    if (words_.size() != other.words_.size()) return words_.size() <=> other.words_.size();
    return std::lexicographical_compare_three_way(words_.rbegin(), words_.rend(),
                                                  other.words_.rbegin(), other.words_.rend());
  }

 private:
  void flush() {
    UInt128 carry = 0;
    for (std::uint64_t& word : words_) {
      carry += static_cast<UInt128>(word) * gathered_;
      word = static_cast<std::uint64_t>(carry);
      carry >>= 64;
    }
    if (carry != 0) words_.push_back(static_cast<std::uint64_t>(carry));
    gathered_ = 1;
  }

  std::vector<std::uint64_t> words_ = {1};  // lowest first, the last is not 0
  std::uint64_t gathered_ = 1;
};

}  // namespace

bool rarely_misses(const Sampling& sampling, std::uint32_t one_in) {
  const auto& [all, marked, drawn] = sampling;
  RELOOK_CHECK(marked <= all && drawn <= all && all >> 32 == 0 && one_in > 0);
  if (marked + drawn > all) return true;  // there are not so many unmarked things
  // C(M-D, N) / C(M, N) = C(M-N, D) / C(M, D): the shorter of two products of as many fractions,
  // (M-N-i) / (M-i) for all i below D.
  const std::uint64_t larger = std::max(marked, drawn);
  const std::uint64_t factors = std::min(marked, drawn);
  Product misses;
  Product draws;
  misses.multiply(one_in);
  for (std::uint64_t i = 0; i < factors; ++i) {
    misses.multiply(all - larger - i);
    draws.multiply(all - i);
  }
  return misses.compare(draws) <= 0;
}

std::uint64_t fewest_marked(std::uint64_t all, std::uint64_t drawn, std::uint32_t one_in) {
  RELOOK_CHECK(drawn > 0 && drawn <= all);
  const std::uint64_t enough = all - drawn + 1;  // one of so many is always drawn
  // The more are marked the rarer a miss. Doubling comes first, as few marked things are quickly
  // asked about.
  std::uint64_t below = 0;
  std::uint64_t found = 1;
  while (!rarely_misses({all, found, drawn}, one_in)) {
    below = found;
    found = std::min(2 * found, enough);
  }
  while (found - below > 1) {
    const std::uint64_t middle = below + (found - below) / 2;
    (rarely_misses({all, middle, drawn}, one_in) ? found : below) = middle;
  }
  return found;
}

std::uint64_t fewest_draws(std::uint64_t all, std::uint64_t marked, std::uint32_t one_in) {
  // The chance does not change when what is marked and what is drawn change places.
  return fewest_marked(all, marked, one_in);
}

}  // namespace relook
