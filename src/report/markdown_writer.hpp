// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace relook::report {

/// GitHub-flavoured Markdown.
[[nodiscard]] std::string write_markdown(const Document& document);

}  // namespace relook::report
