// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace relook::report {

/// One self-contained page without scripts, for screen and A4.
[[nodiscard]] std::string write_html(const Document& document);

}  // namespace relook::report
