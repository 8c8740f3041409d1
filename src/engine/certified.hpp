// SPDX-License-Identifier: Apache-2.0
// Which of the demands or pairs that were asked about a certificate is to hold: all of them, or a
// sample (SEMANTICS 9.10).

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/run.hpp"
#include "engine/avoid_pairs.hpp"
#include "engine/draw.hpp"
#include "estate/estate.hpp"
#include "routing/route.hpp"

namespace relook::engine {

/// Demands or pairs by their numbers; what is referred to outlives it.
struct Certifiable {
  std::size_t count = 0;
  std::function<std::string(std::size_t)> name;  ///< a demand's id, or "FROM,TO"
  std::function<std::vector<routing::Route>(std::size_t)> routes;
};

/// The demands of these routes, of which those of one demand follow one another.
[[nodiscard]] Certifiable certifiable_demands(std::vector<routing::Route> routes,
                                              const estate::Estate& estate);

/// The pairs of two different ends that surely are asked about, over the plain IGP.
[[nodiscard]] Certifiable certifiable_pairs(const PairEnds& ends, const routing::Network& network,
                                            const estate::Estate& estate);

struct Certified {
  std::vector<routing::Route> routes;
  std::uint64_t of = 0;  ///< so many demands or pairs were asked about
};

/// An error where they are more than a certificate holds and no sample is asked for.
[[nodiscard]] Result<Certified> certified(const Certifiable& all,
                                          const std::optional<Sample>& sample, const Run& run);

}  // namespace relook::engine
