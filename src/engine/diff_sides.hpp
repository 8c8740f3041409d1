// SPDX-License-Identifier: Apache-2.0
// The two sides of a comparison, each checked now or read from a result.

#pragma once

#include <utility>

#include "engine/diff.hpp"

namespace relook::engine {

struct DiffSides {
  DiffSide before;
  DiffSide after;
  Diagnostics warnings;
};
/// Fails where there are not two sides, or one of them cannot be checked or read.
[[nodiscard]] Outcome<DiffSides> diff_sides(const DiffRequest& request, const Library& library,
                                            const Run& run);

/// The text of a member; empty where it is null, missing or no text.
[[nodiscard]] std::string member_text(const codec::Tree& tree, std::string_view name);
/// The integer of a member, also one that is written as a text.
[[nodiscard]] std::optional<Int128> member_integer(const codec::Tree& tree, std::string_view name);
[[nodiscard]] std::optional<Int128> integer_of(const codec::Tree& tree);

}  // namespace relook::engine
