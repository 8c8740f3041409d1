// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"
#include "report/terminal.hpp"

namespace relook::report {

/// Appends the bars: for each its label, the bar of 30 columns and the interval in words.
void append_text_bars(std::string& out, const Bars& bars, const Terminal& terminal);

}  // namespace relook::report
