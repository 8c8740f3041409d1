// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace relook::report {

/// RFC 4180 with LF. The main table where there is one; else all tables, each under a line with
/// its title and behind an empty line. Column ids are the header; a share without columns for its
/// part and whole gets two more, `ID_part` and `ID_whole`. Text that a spreadsheet would take for
/// a formula gets an apostrophe in front.
[[nodiscard]] std::string write_csv(const Document& document);

}  // namespace relook::report
