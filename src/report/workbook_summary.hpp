// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "report/workbook.hpp"

namespace relook::report {

/// Adds the sheet "Summary": all blocks that are no tables, in two columns, then which sheets
/// there are and what their columns mean.
void write_summary(Workbook& book, const Document& document, std::span<const Table> tables);

}  // namespace relook::report
