// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/exit_code.hpp"
#include "engine/check.hpp"

namespace relook::cli {

/// What a command ends with whose answer is a verdict.
[[nodiscard]] constexpr ExitCode exit_code(decision::Verdict verdict) {
  switch (verdict) {
    case decision::Verdict::conforms:
      return ExitCode::done;
    case decision::Verdict::breaches:
      return ExitCode::breaches;
    default:
      return ExitCode::undecided;
  }
}

}  // namespace relook::cli
