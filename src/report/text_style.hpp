// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace relook::report {

/// How text is set for a terminal; `Format::table` alone looks at it.
struct TextStyle {
  std::size_t width = 80;  ///< in columns; at least 40 are used
  bool colour = false;     ///< ANSI colours: ask only where a terminal shows them
  bool unicode = true;     ///< lines and signs beyond ASCII; the texts stay as they are

  friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

}  // namespace relook::report
