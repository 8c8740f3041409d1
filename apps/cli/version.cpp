// SPDX-License-Identifier: Apache-2.0
#include "cli/version.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/options.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kVersionEpilogue = {.examples = "relook version", .exits = "0  printed"};

class Version : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    return add_command(program, "version", "which relook this is", kVersionEpilogue);
  }

  ExitCode run(Session& session) override {
    return session.show_text(fmt::format("{}\n", kProgramVersion), ExitCode::done);
  }
};

}  // namespace

CommandPtr version_command() { return std::make_unique<Version>(); }

}  // namespace relook::cli
