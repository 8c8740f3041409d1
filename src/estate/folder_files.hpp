// SPDX-License-Identifier: Apache-2.0
// Which files of a folder are an estate's.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace relook::estate {

inline constexpr std::string_view kManifestFile = "estate.toml";

/// Whether a file of this name must be a table of an estate, however its ending is spelt.
[[nodiscard]] bool is_named_like_a_table(std::string name);

/// The names in a folder that read_folder looks at, in byte order: the manifest, the tables, and
/// what is named like a table and is none, which it refuses.
[[nodiscard]] Result<std::vector<std::string>> estate_files(const std::filesystem::path& folder);

}  // namespace relook::estate
