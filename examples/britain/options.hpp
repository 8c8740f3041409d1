// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/date.hpp"
#include "britain/random.hpp"

namespace relook::britain {

/// What a generated country is made of: the same options, the same bytes.
struct Options {
  /// 1 is about 80,000 sites and 500,000 elements.
  std::int64_t scale_millionths = 1'000'000;
  std::uint64_t seed = 1;
  Date as_of = {18'289};  ///< 28 January 2020
  /// The share of the cells of a fact that are empty.
  Ppm unknown = 20'000;
  /// The share of elements that have a second witness to their hardware in supplies.csv.
  Ppm supplies = 200'000;
  /// Radio units added to every radio site, in thousandths, to have more elements a site.
  std::int64_t extra_units_thousandths = 0;
};

/// A count that grows with the scale, rounded, at least `least`.
[[nodiscard]] constexpr std::int64_t scaled(std::int64_t count, const Options& options,
                                            std::int64_t least = 1) {
  const std::int64_t value = (count * options.scale_millionths + 500'000) / 1'000'000;
  return value < least ? least : value;
}

}  // namespace relook::britain
