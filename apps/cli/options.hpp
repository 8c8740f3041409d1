// SPDX-License-Identifier: Apache-2.0
// Options that several commands have, each read and explained in one way.

#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"

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

/// An option or, without dashes, an argument that names a file or folder. CLI11's own reading of a
/// path ends at a space.
CLI::Option* path_option(CLI::App& app, const std::string& names, std::filesystem::path& path,
                         const std::string& help);
CLI::Option* paths_option(CLI::App& app, const std::string& names,
                          std::vector<std::filesystem::path>& paths, const std::string& help);
/// `--on DATE`.
CLI::Option* date_option(CLI::App& app, const std::string& names, std::optional<Date>& date,
                         const std::string& help);
/// A date option that may be given as often as wanted.
CLI::Option* dates_option(CLI::App& app, const std::string& names, std::vector<Date>& dates,
                          const std::string& help);
/// `--set PARAMETER=VALUE`, as often as wanted.
CLI::Option* set_option(CLI::App& app, std::vector<std::pair<std::string, std::string>>& set);
/// An option with a text that may be given as often as wanted.
CLI::Option* texts_option(CLI::App& app, const std::string& names, std::vector<std::string>& texts,
                          const std::string& help);
/// `-d DECISION`.
CLI::Option* decision_option(CLI::App& app, std::string& name);
/// `-d DECISION`, none or as often as wanted.
CLI::Option* decisions_option(CLI::App& app, std::vector<std::string>& names);

}  // namespace relook::cli
