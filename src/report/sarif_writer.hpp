// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace relook::report {

/// The document's case suites as SARIF 2.1.0 (OASIS), one run each: what failed has the kind
/// `fail` with the level of its rule, what is open the kind `open`, which SARIF keeps for what
/// could not be decided, and a notification besides, since a level may not go with it (3.27.10).
/// Places are logical locations. docs/schema/sarif.schema.json is the part of SARIF that is used.
[[nodiscard]] std::string write_sarif(const Document& document);

}  // namespace relook::report
