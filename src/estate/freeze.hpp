// SPDX-License-Identifier: Apache-2.0
// From drafts to a frozen estate: names resolved, rows sorted, dictionaries in byte order. Private
// to the builder.

#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "estate/draft.hpp"
#include "estate/estate.hpp"

namespace relook::estate {

/// Where each row of the frozen tables was read, for the checks that come after.
struct RowOrigins {
  std::array<RowVector<Origin>, kTableCount> by_row;
  /// That of the rows of a table for which `by_row` has none.
  Origin of_others = {};
};

struct Frozen {
  Estate estate;
  RowOrigins origins;
};

/// Freezes every table. `vendor_of` is what resolve_vendors gave. Where there are faults the estate
/// is good for further checks only: what could not be read or found is unknown in it.
[[nodiscard]] Frozen freeze(EstateDraft& draft, const std::vector<std::uint32_t>& vendor_of);

}  // namespace relook::estate
