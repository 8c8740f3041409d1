// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace relook::report {

/// The table with what is said about it; a sentence where it has no rows.
[[nodiscard]] std::string html_table(const Table& table);

}  // namespace relook::report
