// SPDX-License-Identifier: Apache-2.0
// Options that several commands have, each read and explained in one way. CLI11 stays behind this
// header: reading it costs every file some seconds.

#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace relook::cli {

/// What stands below the options in a command's help.
struct Epilogue {
  std::string_view examples;  ///< one a line
  std::string_view exits;     ///< one a line
  /// What to know besides; may be empty.
  std::string_view notes = {};
};

/// A command below `parent`.
CLI::App* add_command(CLI::App& parent, const std::string& name, const std::string& purpose,
                      const Epilogue& epilogue);
/// It may be followed by one of its own commands.
void may_have_command(CLI::App& app);
/// The help does not list it.
void hide(CLI::App& app);
/// Whether the words on the command line named it.
[[nodiscard]] bool was_named(const CLI::App& app);

/// An option that was just declared, and what else is to be said of it.
class Option {
 public:
  explicit Option(CLI::Option& option) : option_(&option) {}

  Option& required();
  Option& needs(const Option& other);
  Option& excludes(const Option& other);
  /// What the help calls its value.
  Option& value_name(const std::string& name);

 private:
  CLI::Option* option_;
};

/// An option or, without dashes, an argument that names a file or folder. CLI11's own reading of a
/// path ends at a space.
Option path_option(CLI::App& app, const std::string& names, std::filesystem::path& path,
                   const std::string& help);
Option paths_option(CLI::App& app, const std::string& names,
                    std::vector<std::filesystem::path>& paths, const std::string& help);
/// `--on DATE`.
Option date_option(CLI::App& app, const std::string& names, std::optional<Date>& date,
                   const std::string& help);
/// A date option that may be given as often as wanted.
Option dates_option(CLI::App& app, const std::string& names, std::vector<Date>& dates,
                    const std::string& help);
/// `--set PARAMETER=VALUE`, as often as wanted.
Option set_option(CLI::App& app, std::vector<std::pair<std::string, std::string>>& set);
/// An option that takes no value.
Option flag_option(CLI::App& app, const std::string& names, bool& flag, const std::string& help);
Option number_option(CLI::App& app, const std::string& names, std::size_t& number,
                     const std::string& help);
Option text_option(CLI::App& app, const std::string& names, std::string& text,
                   const std::string& help);
/// A text that `take` reads: what it gives back is what is wrong with the text, nothing where it is
/// right.
using TakeText = std::function<std::optional<std::string>(const std::string& text)>;
Option read_option(CLI::App& app, const std::string& names, TakeText take, const std::string& help);
/// `--seed TEXT`, what a draw hangs on.
Option seed_option(CLI::App& app, std::string& seed);
/// All words that follow, as one argument.
Option words_option(CLI::App& app, const std::string& name, std::vector<std::string>& words,
                    const std::string& help);
/// An option with a text that may be given as often as wanted.
Option texts_option(CLI::App& app, const std::string& names, std::vector<std::string>& texts,
                    const std::string& help);
/// `-d DECISION`.
Option decision_option(CLI::App& app, std::string& name);
/// `-d DECISION`, none or as often as wanted.
Option decisions_option(CLI::App& app, std::vector<std::string>& names);

}  // namespace relook::cli
