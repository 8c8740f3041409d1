// SPDX-License-Identifier: Apache-2.0
// CLI11's parsing, and what it throws, end here.

#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/spelling.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/version.hpp"

namespace relook::cli {
namespace {

constexpr std::string_view kProgramEpilogue =
    "Examples:\n"
    "  relook decisions\n"
    "  relook needs -d uk-2020-01-28\n"
    "  relook validate my-estate\n"
    "  relook check my-estate -d uk-2020-01-28 --on 2023-01-29\n"
    "\n"
    "relook man | man -l -   shows the whole manual.\n"
    "\n"
    "Exit codes:\n"
    "  0         conforms, or done\n"
    "  1         does not conform\n"
    "  2         could not run: a bad option, an input that is not valid\n"
    "  3         undecided, or incomplete\n"
    "  4         a bug in relook; please report it\n"
    "  130, 143  stopped by a signal\n"
    "\n"
    "Environment:\n"
    "  RELOOK_DATA  as --data\n"
    "  NO_COLOR     as --no-colour\n"
    "  COLUMNS      the width of text\n";

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  if (app.get_parent() == nullptr) return names;
  for (std::string& name : option_names(*app.get_parent())) names.push_back(std::move(name));
  return names;
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* sub :
       app.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); })) {
    names.push_back(sub->get_name());
  }
  return names;
}

std::string suggestion(const std::string& word, const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  return did_you_mean(word, views);
}

// The innermost command that the words name.
const CLI::App& asked_command(const CLI::App& program) {
  const CLI::App* app = &program;
  while (!app->get_subcommands().empty()) app = app->get_subcommands().front();
  return *app;
}

// What is wrong with words that nothing took.
std::string unexpected_text(const CLI::App& program, const std::vector<std::string>& words) {
  const auto option = std::ranges::find_if(
      words, [](const std::string& word) { return word.size() > 1 && word.front() == '-'; });
  std::string word = option != words.end() ? *option : words.front();
  const CLI::App& app = asked_command(program);
  if (option != words.end()) {
    word.resize(std::min(word.find('='), word.size()));
    return fmt::format("{} has no option {}{}", app.get_name(), in_quotes(word),
                       suggestion(word, option_names(app)));
  }
  if (!command_names(app).empty()) {
    return fmt::format("{} has no command {}{}", app.get_name(), in_quotes(word),
                       suggestion(word, command_names(app)));
  }
  return fmt::format("{}: nothing is expected behind the arguments, and here is {}", app.get_name(),
                     in_quotes(word));
}

}  // namespace

struct CommandLine::Tree {
  CLI::App program{"whose equipment carries your traffic, and can you prove it?", "relook"};
  std::vector<std::pair<CLI::App*, CommandPtr>> commands;
};

CommandLine::CommandLine() : tree_(std::make_unique<Tree>()) {
  CLI::App& program = tree_->program;
  program.require_subcommand(0, 1);
  program.set_help_flag("-h,--help", "print help");
  program.set_version_flag("--version", std::string(kProgramVersion), "print the version");
  program.footer(std::string(kProgramEpilogue));
  program
      .add_option_function<std::string>(
          "--format",
          [this](const std::string& name) {
            const auto format = report::parse_format(name);
            if (!format) throw CLI::ValidationError("--format", format.error().message);
            options_.format = *format;
            format_given_ = true;
          },
          fmt::format("one of {}", fmt::join(report::format_names(), ", ")))
      ->type_name("FORMAT");
  path_option(program, "-o,--output", options_.output,
              "write the result to a file; without --format its ending says which format");
  path_option(program, "--data", options_.data,
              "the folder of registry and decisions; left out, RELOOK_DATA or beside the program")
      .value_name("FOLDER");
  program
      .add_option("--threads", options_.threads,
                  "how many threads; left out, as many as there are processors")
      ->type_name("N");
  program.add_flag_callback(
      "--no-colour,--no-color", [this] { options_.colours = Colours::none; }, "no colours");
  for (CommandPtr (*make)() :
       {check_command, prove_command, exposure_command, diff_command, explain_command,
        needs_command, validate_command, import_command, select_command, pack_command,
        decisions_command, vendors_command, version_command, help_command, man_command}) {
    CommandPtr command = make();
    CLI::App* app = command->declare(program);
    tree_->commands.emplace_back(app, std::move(command));
  }
}

CommandLine::~CommandLine() = default;

std::variant<Command*, ExitCode> CommandLine::read(std::span<char* const> words) {
  CLI::App& program = tree_->program;
  const auto print = [](const std::string& text) {
    const auto written = write_stdout(text);
    if (written) return ExitCode::done;
    print_error(to_string(written.error()));
    return ExitCode::could_not;
  };
  const auto refuse = [&](const std::string& message) {
    print_error(message);
    const CLI::App& app = asked_command(program);
    std::string name = app.get_name();
    for (const CLI::App* up = app.get_parent(); up != nullptr; up = up->get_parent()) {
      name.insert(0, up->get_name() + " ");
    }
    write_stderr(fmt::format("'{} --help' says how it is used\n", name));
    return ExitCode::could_not;
  };
  try {
    program.parse(static_cast<int>(words.size()), words.data());
  } catch (const CLI::CallForVersion&) {
    return print(fmt::format("{}\n", kProgramVersion));
  } catch (const CLI::CallForHelp&) {
    return print(help_text(asked_command(program)));
  } catch (const CLI::ParseError& error) {
    const std::vector<std::string> rest = program.remaining(true);
    return refuse(rest.empty() ? asked_command(program).get_name() + ": " + error.what()
                               : unexpected_text(program, rest));
  }
  if (const auto ending = report::format_of_file(options_.output.string());
      ending && !format_given_) {
    options_.format = *ending;
  }
  for (const auto& [app, command] : tree_->commands) {
    if (app->parsed()) return command.get();
  }
  write_stderr(help_text(program));
  return ExitCode::could_not;
}

}  // namespace relook::cli
