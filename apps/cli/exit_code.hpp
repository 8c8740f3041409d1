// SPDX-License-Identifier: Apache-2.0
// What the program's exit codes mean: the one table (docs/verdicts.md).

#pragma once

#include "base/result.hpp"

namespace relook::cli {

enum class ExitCode : int {
  done = 0,       ///< conforms, or done
  breaches = 1,   ///< does not conform
  could_not = 2,  ///< a bad option, an input that cannot be read or is not valid
  undecided = 3,  ///< undecided, or incomplete
  bug = 4,        ///< relook itself is wrong
};
/// Added to the number of the signal that stopped the program: 130 and 143.
inline constexpr int kSignalBase = 128;

[[nodiscard]] constexpr ExitCode exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid_input:
    case ErrorKind::not_found:
    case ErrorKind::io:
    case ErrorKind::limit:
      return ExitCode::could_not;
    case ErrorKind::stopped:
      return ExitCode::undecided;
    case ErrorKind::bug:
      return ExitCode::bug;
  }
  return ExitCode::bug;
}

}  // namespace relook::cli
