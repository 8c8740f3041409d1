// SPDX-License-Identifier: Apache-2.0
// What-ifs: an estate made from another by filling or changing cells. The two share every column
// that is not touched.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "estate/estate.hpp"

namespace relook::estate {

/// The estate as it is on the day by its own plans: the rows of `changes` dated up to and including
/// the day are applied in the order of their dates (SEMANTICS 3.4). The plans themselves stay.
[[nodiscard]] Estate apply_changes(const Estate& estate, Date day);

/// The same with a day of its own for each element: its planned changes up to that day are applied.
[[nodiscard]] Estate apply_changes(const Estate& estate, std::span<const Date> day_of_element);

/// Whether the cell is empty: unknown and not a stated default.
[[nodiscard]] bool is_empty(const Estate& estate, ColumnRef ref, std::size_t row);

/// How many cells were filled.
struct Filled {
  Estate estate;
  std::size_t cells;
};
/// Writes `value`, as the folder would, into the empty cells of the rows where `rows` is true;
/// an empty `rows` means all. Fails where the value cannot stand in that column.
[[nodiscard]] Result<Filled> fill_column(const Estate& estate, ColumnRef ref,
                                         std::string_view value, const std::vector<bool>& rows);

/// Fills empty cells of `to` from `from`, a column of the same type, row by row.
[[nodiscard]] Result<Filled> copy_column(const Estate& estate, ColumnRef to, ColumnRef from);

/// Fills empty cells of a column of codes with the codes given; kUnknownCode leaves a cell empty.
/// For text columns the codes are those of the column's own texts.
[[nodiscard]] Filled fill_codes(const Estate& estate, ColumnRef ref,
                                std::span<const std::uint32_t> codes);

}  // namespace relook::estate
