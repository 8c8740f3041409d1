// SPDX-License-Identifier: Apache-2.0
// Checks a certificate of the avoid proof (docs/audit.md). What is left to believe is the lemma of
// SEMANTICS 9.5, that the estate is true, and that the list names whom to avoid.
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

/// `avoided` is what `relook select ESTATE SELECTOR --format json` writes, `certificate` what
/// `relook prove --certificate` writes. An error where one of them cannot be read or is of another
/// estate.
[[nodiscard]] Result<std::vector<Judged>> audit(const estate::Estate& estate,
                                                std::string_view avoided,
                                                std::string_view certificate);

}  // namespace relook::audit
