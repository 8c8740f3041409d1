// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.hpp"
#include "report/document.hpp"

namespace relook::report {

/// An Office Open XML workbook: a sheet "Summary", then a sheet for each table.
[[nodiscard]] Result<std::string> write_xlsx(const Document& document);

}  // namespace relook::report
