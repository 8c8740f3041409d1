// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/epochs.hpp"
#include "engine/sweep.hpp"

namespace relook::engine {

/// The days of the question, cut on each day on which every row may have another answer to one of
/// the rules; in their order, never empty.
[[nodiscard]] std::vector<Days> spans_of(const SweepQuestion& question);

/// The days after the first one on which vendors come into a family that one of the rules asks
/// about, or leave it, by day; and which vendors. Nothing else is asked of owners.
[[nodiscard]] std::vector<OwnersChange> owners_changes(const SweepQuestion& question);

}  // namespace relook::engine
