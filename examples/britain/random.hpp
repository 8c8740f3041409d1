// SPDX-License-Identifier: Apache-2.0
// Chance that gives the same bytes everywhere: xoshiro256** (Blackman and Vigna, "Scrambled linear
// pseudorandom number generators", 2018), seeded by splitmix64 (Steele, Lea and Flood, 2014). The
// distributions of the standard library differ between libraries, so there are none here.

#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace relook::britain {

/// A share in millionths.
using Ppm = std::int64_t;
inline constexpr Ppm kWhole = 1'000'000;

/// What a sequence of numbers is drawn for. Each thing of each stream has a sequence of its own, so
/// that one more draw in one place moves nothing in another.
enum class Stream : std::uint64_t { site = 1, radio, exchange, fibre, core, fact, supply, place };

[[nodiscard]] constexpr std::uint64_t splitmix64(std::uint64_t& state) {
  state += 0x9E3779B97F4A7C15;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

class Random {
 public:
  constexpr Random(std::uint64_t seed, Stream stream, std::uint64_t index) {
    std::uint64_t state = seed;
    state = splitmix64(state) ^ static_cast<std::uint64_t>(stream);
    state = splitmix64(state) ^ index;
    for (std::uint64_t& word : words_) word = splitmix64(state);
  }

  constexpr std::uint64_t next() {
    const std::uint64_t result = std::rotl(words_[1] * 5, 7) * 9;
    const std::uint64_t t = words_[1] << 17;
    words_[2] ^= words_[0];
    words_[3] ^= words_[1];
    words_[1] ^= words_[2];
    words_[0] ^= words_[3];
    words_[2] ^= t;
    words_[3] = std::rotl(words_[3], 45);
    return result;
  }

  /// 0 to n - 1; n from 1 to 2^31. The bias of multiplying is below n / 2^32.
  constexpr std::int64_t below(std::int64_t n) {
    return static_cast<std::int64_t>(((next() >> 32) * static_cast<std::uint64_t>(n)) >> 32);
  }
  /// low to high, both included.
  constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + below(high - low + 1);
  }
  constexpr bool chance(Ppm share) { return below(kWhole) < share; }

 private:
  std::array<std::uint64_t, 4> words_ = {};
};

/// Says yes to `part` of `whole` askings, spread evenly: after n of them to n * part / whole,
/// rounded. So a share is met at every scale, where drawing lots would miss it by more the fewer
/// there are.
class Quota {
 public:
  constexpr Quota(std::int64_t part, std::int64_t whole) : part_(part), whole_(whole) {}

  constexpr bool next() { return next(1); }
  /// For a thing that weighs more than one: the share is that of the weights.
  constexpr bool next(std::int64_t weight) {
    owed_ += part_ * weight;
    if (2 * owed_ < whole_ * weight) return false;
    owed_ -= whole_ * weight;
    return true;
  }

 private:
  std::int64_t part_;
  std::int64_t whole_;
  std::int64_t owed_ = 0;
};

}  // namespace relook::britain
