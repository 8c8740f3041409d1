// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

#include "base/result.hpp"

namespace relook {

/// The bytes of a file as the system maps them, read when they are first looked at. They begin at a
/// page. Whoever changes the file in place while it is mapped changes them too; who replaces it, as
/// write_file does, leaves them as they are.
struct MappedFile {
  std::span<const std::byte> bytes;
  /// Keeps the bytes in place. Shared, since every view of them needs it.
  std::shared_ptr<const void> owner;
};

/// Maps a regular file. Fails where it is not there, is no such file or cannot be read.
[[nodiscard]] Result<MappedFile> map_file(const std::filesystem::path& path);

}  // namespace relook
