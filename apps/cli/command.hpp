// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/session.hpp"

namespace CLI {
class App;
}

namespace relook::cli {

/// One command: it declares its options and, once they are read, calls one use case.
class Command {
 public:
  virtual ~Command() = default;

  /// Adds itself below the program; what the options give is kept in the command.
  virtual CLI::App* declare(CLI::App& program) = 0;
  [[nodiscard]] virtual ExitCode run(Session& session) = 0;
};

using CommandPtr = std::unique_ptr<Command>;

[[nodiscard]] CommandPtr check_command();
[[nodiscard]] CommandPtr prove_command();
[[nodiscard]] CommandPtr exposure_command();
[[nodiscard]] CommandPtr diff_command();
[[nodiscard]] CommandPtr explain_command();
[[nodiscard]] CommandPtr validate_command();
[[nodiscard]] CommandPtr needs_command();
[[nodiscard]] CommandPtr decisions_command();
[[nodiscard]] CommandPtr vendors_command();
[[nodiscard]] CommandPtr import_command();
[[nodiscard]] CommandPtr select_command();
[[nodiscard]] CommandPtr pack_command();
[[nodiscard]] CommandPtr version_command();
[[nodiscard]] CommandPtr help_command();
[[nodiscard]] CommandPtr man_command();

}  // namespace relook::cli
