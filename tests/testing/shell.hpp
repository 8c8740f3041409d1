// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::testing {

/// What a command printed and how it ended.
struct Ran {
  int status = 0;
  std::string out;
  std::string err;
};

/// Runs a command line in a shell.
[[nodiscard]] inline Ran run_shell(const std::string& command) {
  const TemporaryFolder folder;
  const std::filesystem::path out = folder.path() / "out";
  const std::filesystem::path err = folder.path() / "err";
  const int code = std::system(
      ("{ " + command + "; } >" + out.string() + " 2>" + err.string() + " </dev/null").c_str());
  return {WIFEXITED(code) ? WEXITSTATUS(code) : 128 + WTERMSIG(code), slurp(out), slurp(err)};
}

}  // namespace relook::testing
