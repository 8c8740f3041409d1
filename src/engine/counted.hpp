// SPDX-License-Identifier: Apache-2.0
// The workbook's arithmetic: for every cap the elements that were counted, with the vendor beside
// them, so that a reader can change a cell and see the share change as relook would.

#pragma once

#include "engine/check.hpp"
#include "report/document.hpp"

namespace relook::engine {

/// Sheets that a cap's figures are computed from. Where there is more to count than a spreadsheet
/// recalculates with patience, there are none and the figures stand as numbers.
struct CountedSheets {
  std::vector<report::Table> tables;
  bool complete = false;
};
inline constexpr std::size_t kCountedRowsMax = 20'000;

[[nodiscard]] CountedSheets counted_sheets(const CheckResult& result);

/// Formulas of a finding's part and whole at the low and the high end, over those sheets; empty
/// where the finding has none.
struct CountedFormulas {
  std::string low_part;
  std::string low_whole;
  std::string high_part;
  std::string high_whole;
};
[[nodiscard]] CountedFormulas counted_formulas(const decision::Finding& finding,
                                               std::size_t number);

}  // namespace relook::engine
