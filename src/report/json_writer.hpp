// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace relook::report {

/// The document's data, indented.
[[nodiscard]] std::string write_json(const Document& document);
/// A line with everything but the list, then a line for each element of the list.
[[nodiscard]] std::string write_jsonl(const Document& document);

}  // namespace relook::report
