// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "testing/shell.hpp"

namespace relook::testing {

/// Runs relook itself. What it leaks in the moment of its end is not looked for, which takes longer
/// than most runs; the tests that call the modules look for leaks.
[[nodiscard]] inline Ran run_relook(const std::string& arguments) {
  return run_shell("ASAN_OPTIONS=detect_leaks=0 " + std::string(RELOOK_PROGRAM) + " " + arguments);
}

}  // namespace relook::testing
