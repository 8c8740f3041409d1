// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace relook::report {

/// The timeline drawn over its axis, with its key and its steps in words.
[[nodiscard]] std::string html_timeline(const Timeline& timeline);

}  // namespace relook::report
