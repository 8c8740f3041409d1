// SPDX-License-Identifier: Apache-2.0
// The estate as a folder of CSV files and a manifest (docs/estate.md).

#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "estate/builder.hpp"

namespace relook::estate {

struct FolderOptions {
  /// Rows of another changes file, added to those of the folder (`--with`); empty for none.
  std::filesystem::path with = {};
  /// Larger files are read in pieces of this size; what is read does not depend on it.
  std::size_t piece_bytes = kPieceBytes;
};

/// Reads a folder. Every fault of every file is in the diagnostics.
[[nodiscard]] Read<Estate> read_folder(const std::filesystem::path& folder,
                                       const Registry& registry, const Functions& functions,
                                       const FolderOptions& options = {});

/// Writes the present tables with their present columns, rows in order, and the manifest: beside
/// the folder, then renamed (see write_folder). What the registry adds is not written.
[[nodiscard]] Result<void> write_estate(const Estate& estate, const std::filesystem::path& folder);

/// A file that is not part of an estate: `places` or `waivers`. References in it are texts.
struct TableFile {
  Table table;
  Digest digest;
};
[[nodiscard]] Read<TableFile> read_table_file(const std::filesystem::path& file, TableId table);

}  // namespace relook::estate
