// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/spelling.hpp"
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
    app->add_option("command", words_, "the command; left out, all of them");
    return app;
  }

  ExitCode run(Session& session) override {
    const CLI::App* app = program_;
    for (const std::string& word : words_) {
      const auto subs = app->get_subcommands([](const CLI::App*) { return true; });
      const auto found = std::ranges::find(subs, word, &CLI::App::get_name);
      if (found == subs.end()) {
        std::vector<std::string> names;
        names.reserve(subs.size());
        for (const CLI::App* sub : subs) names.push_back(sub->get_name());
        const std::vector<std::string_view> views(names.begin(), names.end());
        return session.fail(
            Error{ErrorKind::invalid_input,
                  "there is no command " + in_quotes(word) + did_you_mean(word, views), "help"});
      }
      app = *found;
    }
    return session.show_text(help_text(*app), ExitCode::done);
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
    app->group("");
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
