// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace relook::report {

/// The pairs in two columns, the reasons beneath each.
[[nodiscard]] std::string html_side_by_side(const SideBySide& comparison);

}  // namespace relook::report
