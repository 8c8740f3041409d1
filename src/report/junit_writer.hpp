// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace relook::report {

/// The document's case suites as JUnit XML, a dialect that Jenkins, GitLab and GitHub's actions
/// read. A case that failed is a failure and one that is open an error: neither passes. Of a rule
/// that only warns both are skipped, with a message, and so is what was not asked.
[[nodiscard]] std::string write_junit(const Document& document);

}  // namespace relook::report
