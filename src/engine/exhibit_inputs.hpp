// SPDX-License-Identifier: Apache-2.0
// The inputs of a check, copied into the folder that they are shown in.

#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/new_folder.hpp"
#include "base/run.hpp"
#include "engine/check.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"

namespace relook::engine {

/// What stands in the folder in place of what was given.
struct CopiedInputs {
  CheckRequest within;               ///< the request with paths from the folder itself
  std::filesystem::path data;        ///< the folder of registry and decisions, seen from there
  CheckRequest copied;               ///< the same request, with the copies where they stand now
  std::unique_ptr<Library> library;  ///< read from the copies
  /// A copy's path where it stands now, and what was given for it; longest first.
  std::vector<std::pair<std::string, std::string>> given;
};

/// Copies every file that the check reads. A fault that keeps an input from being copied is said
/// as a check of the originals says it.
[[nodiscard]] Outcome<CopiedInputs> copy_inputs(const CheckRequest& request, const Library& library,
                                                NewFolder& folder, const Run& run);

/// What went wrong with the copies, told of the files that were given.
[[nodiscard]] Failed told_of_given(const Failed& failed, const CopiedInputs& inputs);
[[nodiscard]] Diagnostics told_of_given(const Diagnostics& diagnostics, const CopiedInputs& inputs);

}  // namespace relook::engine
