// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace relook::report {

/// The map with its key and what it cannot show; below 2 MB whatever the number of points.
[[nodiscard]] std::string html_map(const Map& map);

}  // namespace relook::report
