// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"
#include "report/terminal.hpp"

namespace relook::report {

/// Appends the table, its title and what is said about it, each ending in LF.
void append_text_table(std::string& out, const Table& table, const Terminal& terminal);

}  // namespace relook::report
