// SPDX-License-Identifier: Apache-2.0
#include "cli/command.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kHelpEpilogue = {.examples = "relook help\nrelook help decisions test",
                                    .exits = "0  printed\n2  there is no such command"};

class Help : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    program_ = &program;
    CLI::App* app = add_command(program, "help", "how a command is used", kHelpEpilogue);
    words_option(*app, "command", words_, "the command; left out, all of them");
    return app;
  }

  ExitCode run(Session& session) override {
    const auto found = help_text(*program_, words_);
    if (!found) return session.fail(found.error());
    return session.show_text(*found, ExitCode::done);
  }

 private:
  const CLI::App* program_ = nullptr;
  std::vector<std::string> words_;
};

constexpr Epilogue kManEpilogue = {.examples = "relook man | man -l -", .exits = "0  printed"};

class Man : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    program_ = &program;
    CLI::App* app = add_command(program, "man", "the manual page, in troff", kManEpilogue);
    hide(*app);
    return app;
  }

  ExitCode run(Session& session) override {
    return session.show_text(manual_page(*program_), ExitCode::done);
  }

 private:
  const CLI::App* program_ = nullptr;
};

}  // namespace

CommandPtr help_command() { return std::make_unique<Help>(); }
CommandPtr man_command() { return std::make_unique<Man>(); }

}  // namespace relook::cli
