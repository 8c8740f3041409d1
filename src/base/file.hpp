// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/row_vector.hpp"

namespace relook {

/// No single file that relook reads into memory may be larger.
inline constexpr std::uint64_t kFileBytesMax = std::uint64_t{8} << 30;

/// The whole file. Fails where it is not there, is a folder, cannot be read or is too large.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path,
                                            std::uint64_t bytes_max = kFileBytesMax);

/// The same for a file of perhaps a gigabyte.
[[nodiscard]] Result<RowVector<char>> read_large_file(const std::filesystem::path& path,
                                                      std::uint64_t bytes_max = kFileBytesMax);

/// Writes the file beside its place and renames it there, so that a reader sees the old one or the
/// new one and never a half. On failure nothing is left behind and the old file stays. A device or
/// a pipe is written to as it is; of a symbolic link the file that it points to is replaced.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);
/// The same for a file whose parts follow one another.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path,
                                      std::span<const std::string_view> parts);

/// One file of a folder: a name without any slash, and all that stands in it.
struct FolderFile {
  std::string name;
  std::string bytes;
};

/// Writes a folder of files beside its place and renames it there. An existing folder is replaced
/// only where it holds nothing but files that are named in `files` or in `replaceable`; anything
/// else in it is an error, so that a slip of the pen in a path deletes nobody's work. On failure
/// the old folder stays and nothing else is left behind.
[[nodiscard]] Result<void> write_folder(const std::filesystem::path& path,
                                        const std::vector<FolderFile>& files,
                                        const std::vector<std::string>& replaceable);

}  // namespace relook
