// SPDX-License-Identifier: Apache-2.0
// A draw that nobody needs this program to repeat: names are put in order by the SHA-256 of
// "SEED NAME", and the first ones are drawn (docs/desk.md does it with coreutils).

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/run.hpp"

namespace relook::engine {

/// What was asked for.
struct Sample {
  std::uint64_t size;  ///< at least one
  std::string seed;
};

/// The digest that puts a name in its place.
[[nodiscard]] Digest rank_of(std::string_view seed, std::string_view name);

/// The numbers of those drawn out of `count` names, ascending; all where they are no more than the
/// sample. Two of one name are ordered by their numbers. Takes a digest for each name, and memory
/// for the sample only. What it gives when it was stopped is of no use.
[[nodiscard]] std::vector<std::size_t> drawn(const Sample& sample, std::size_t count,
                                             const std::function<std::string(std::size_t)>& name,
                                             const Run& run);

}  // namespace relook::engine
