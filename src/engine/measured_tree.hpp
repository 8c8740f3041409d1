// SPDX-License-Identifier: Apache-2.0
// What was measured and what it is held against, as every answer in JSON writes them.

#pragma once

#include <optional>

#include "base/quantity.hpp"
#include "codec/tree.hpp"
#include "decision/finding.hpp"

namespace relook::engine {

/// [part, whole]; a whole of null is unbounded.
[[nodiscard]] codec::Tree fraction_tree(const Fraction& fraction);

/// [part, whole], or null.
[[nodiscard]] codec::Tree share_tree(const std::optional<Share>& share);

/// { measure, unit, basis, low, high }, or null.
[[nodiscard]] codec::Tree measured_tree(const std::optional<decision::Measured>& measured,
                                        const decision::Rule& rule);

/// What the rule holds its measure against: a limit, or the share that a know asks for.
[[nodiscard]] std::optional<Share> limit_of(const decision::Rule& rule);

}  // namespace relook::engine
