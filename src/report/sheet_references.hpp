// SPDX-License-Identifier: Apache-2.0
// How a workbook's formulas name the cells of tables. Each table is a sheet of its name, with its
// header in the first row and its rows below.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "report/document.hpp"

namespace relook::report {

/// "A" for 0, "AA" for 26.
[[nodiscard]] std::string column_letters(std::size_t column);

/// The formula with every placeholder (see `Cell::formula`) replaced by an A1 reference, as it
/// stands in row `row` (from 0) of `table`, one of `tables`. A placeholder that names nothing is
/// a `bug`. Braces that are no placeholder, such as those of a constant array, stay.
struct FormulaPlace {
  const Table& table;
  std::size_t row;
};
[[nodiscard]] Result<std::string> with_references(std::string_view formula,
                                                  const FormulaPlace& place,
                                                  std::span<const Table> tables);

}  // namespace relook::report
