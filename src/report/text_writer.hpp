// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"
#include "report/text_style.hpp"

namespace relook::report {

/// Headings, tables and bars for a terminal.
[[nodiscard]] std::string write_text(const Document& document, const TextStyle& style);

}  // namespace relook::report
