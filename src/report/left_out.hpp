// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace relook::report {

/// Rows that the document does not hold.
struct LeftOut {
  std::size_t count = 0;
  std::string sentence = {};  ///< why, or where they are

  friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

}  // namespace relook::report
