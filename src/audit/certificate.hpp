// SPDX-License-Identifier: Apache-2.0
// Checks a certificate of the avoid proof (docs/audit.md says what is left to believe).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "estate/estate.hpp"

namespace relook::audit {

struct Judged {
  bool proved;
  std::string text;  ///< the claim and what was seen, or why it is refused
};

/// `avoided` is what `relook select --format json` writes, `certificate` is from `relook prove`. An
/// error where one of them cannot be read or is of another estate.
[[nodiscard]] Result<std::vector<Judged>> audit(const estate::Estate& estate,
                                                std::string_view avoided,
                                                std::string_view certificate);

}  // namespace relook::audit
