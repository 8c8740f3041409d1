// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace relook::report {

/// The style sheet of the page.
[[nodiscard]] std::string_view html_style();

}  // namespace relook::report
