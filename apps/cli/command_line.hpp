// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <variant>

#include "cli/command.hpp"
#include "cli/session.hpp"

namespace relook::cli {

/// What the words of the command line ask for. The program's options and commands stand in one
/// tree, which the commands look at until the end.
class CommandLine {
 public:
  CommandLine();
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  /// The command to run, or, where there is none, the exit code: help was printed, or what is wrong
  /// with the words, with the nearest that would have been right.
  [[nodiscard]] std::variant<Command*, ExitCode> read(std::span<char* const> words);
  /// What the words say to every command.
  [[nodiscard]] const GlobalOptions& options() const { return options_; }

 private:
  struct Tree;

  std::unique_ptr<Tree> tree_;
  GlobalOptions options_;
  bool format_given_ = false;
};

}  // namespace relook::cli
