// SPDX-License-Identifier: Apache-2.0
// Some rows of an estate, as `relook select --format json` writes them.

#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "base/truth.hpp"
#include "estate/estate.hpp"

namespace relook::estate {

/// What a list must be about.
struct RowListOf {
  TableId table;
  Date on;
};

/// The rows in the list's order, each with how surely it matches: yes or unknown. An error where
/// the bytes are no such list of the estate, or name what it does not have.
[[nodiscard]] Result<std::vector<std::pair<std::uint32_t, Truth>>> read_row_list(
    std::string_view bytes, const Estate& estate, const RowListOf& of);

}  // namespace relook::estate
