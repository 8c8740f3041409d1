// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>

namespace relook::testing {

/// How many seeds a property runs over: `usual`, times RELOOK_SEEDS where that is set, for a long
/// run.
[[nodiscard]] inline unsigned seeds(unsigned usual) {
  const char* const factor = std::getenv("RELOOK_SEEDS");
  return factor != nullptr ? usual * static_cast<unsigned>(std::atoi(factor)) : usual;
}

}  // namespace relook::testing
