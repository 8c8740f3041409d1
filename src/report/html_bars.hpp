// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace relook::report {

/// The bars with their key; nothing where there are none.
[[nodiscard]] std::string html_bars(const Bars& bars);

}  // namespace relook::report
