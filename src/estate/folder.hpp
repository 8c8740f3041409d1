// SPDX-License-Identifier: Apache-2.0
// The estate as a folder of CSV files and a manifest (docs/estate.md).

#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

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

/// The same with the registry and the functions of a folder that holds both, whose faults, if it
/// has any, are all that is told.
[[nodiscard]] Read<Estate> read_folder(const std::filesystem::path& folder,
                                       const std::filesystem::path& registry);

/// The estate, as read before, with the rows of another changes file (`--with`): the same as
/// read_folder gives with them. Takes as long as reading the folder.
[[nodiscard]] Read<Estate> add_changes(const Estate& estate, const std::filesystem::path& with,
                                       const Registry& registry, const Functions& functions);

/// Adds the rows of another changes file, which does not say that the estate's plans are known.
void add_changes_file(EstateBuilder& builder, const std::filesystem::path& with);

/// Writes the present tables with their present columns, rows in order, and the manifest: beside
/// the folder, then renamed (see write_folder). What the registry adds is not written.
[[nodiscard]] Result<void> write_estate(const Estate& estate, const std::filesystem::path& folder);

/// The bytes of estate.toml, and what stands in them.
[[nodiscard]] std::string manifest_text(const Manifest& manifest);
[[nodiscard]] Read<Manifest> read_manifest(std::string_view bytes, std::string_view file);
/// Adds a table that is there, as the bytes of its CSV file; `file` is what faults are placed in.
void add_table(EstateBuilder& builder, TableId table, std::string_view bytes,
               const std::string& file);

/// A file that is not part of an estate: `places` or `waivers`. References in it are texts.
struct TableFile {
  Table table;
  Digest digest;
};
[[nodiscard]] Read<TableFile> read_table_file(const std::filesystem::path& file, TableId table);

}  // namespace relook::estate
