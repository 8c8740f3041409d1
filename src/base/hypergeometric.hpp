// SPDX-License-Identifier: Apache-2.0
// What a sample drawn without replacement shows about what it was drawn from, exactly.
//
// Of M things D are marked, and N are drawn, every N of them equally likely. That none of those
// drawn is marked has the chance C(M-D, N) / C(M, N), the hypergeometric distribution at zero. It
// is held against 1/20 or 1/100 as a comparison of two products of integers, so that no rounding
// ever makes a sample say more than it does.

#pragma once

#include <cstdint>

namespace relook {

/// A sample without replacement; `marked` <= `all`, `drawn` <= `all` < 2^32.
struct Sampling {
  std::uint64_t all;
  std::uint64_t marked;
  std::uint64_t drawn;
};

/// Whether the chance that no marked thing is drawn is at most 1 in `one_in`, at least 1. Quadratic
/// in the smaller of `marked` and `drawn`.
[[nodiscard]] bool rarely_misses(const Sampling& sampling, std::uint32_t one_in);

/// The fewest marked things of `all` that `drawn` draws, at least one, miss so rarely: who draws no
/// marked thing has shown that there are fewer. At least 1, at most `all`.
[[nodiscard]] std::uint64_t fewest_marked(std::uint64_t all, std::uint64_t drawn,
                                          std::uint32_t one_in);

/// The fewest draws that miss `marked` things of `all`, at least one, so rarely.
[[nodiscard]] std::uint64_t fewest_draws(std::uint64_t all, std::uint64_t marked,
                                         std::uint32_t one_in);

}  // namespace relook
