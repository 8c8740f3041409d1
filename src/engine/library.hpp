// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/result.hpp"
#include "decision/decision.hpp"
#include "estate/functions.hpp"
#include "estate/registry.hpp"

namespace relook::engine {

/// What ships with relook and stands beside every estate: the registry, the table of functions,
/// and the folder with the decisions.
struct Library {
  estate::Registry registry;
  estate::Functions functions;
  std::filesystem::path decisions;
};

/// Reads the folder that holds `registry` and `decisions`.
[[nodiscard]] Read<Library> load_library(const std::filesystem::path& data);

/// Where those folders are: `given` where it is not empty; else beside the program (a checkout's
/// root above build/NAME/, or ../share/relook of an installation).
[[nodiscard]] Result<std::filesystem::path> find_data(const std::filesystem::path& given,
                                                      const std::filesystem::path& program);

/// The file of a decision that is named by its path or, without a slash or `.toml`, by its id.
[[nodiscard]] Result<std::filesystem::path> find_decision(const std::string& name,
                                                          const std::filesystem::path& decisions);

/// Whether there is the decision that this one supersedes: among those of the library, or as
/// ID.toml beside its own file. A fault where there is not.
[[nodiscard]] Diagnostics check_supersedes(const decision::Decision& decision,
                                           const Library& library);

}  // namespace relook::engine
