// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace relook::testing {

/// All bytes of a file; empty where it cannot be read.
inline std::string slurp(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Writes `text` as the whole of the file, and the folders above it where they are missing.
inline void spill(const std::filesystem::path& path, std::string_view text) {
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.flush()) ADD_FAILURE() << "cannot write " << path;
}

/// Compares `got` with what the file holds, byte for byte. With RELOOK_UPDATE_GOLDEN=1 in the
/// environment it writes the file instead, and the review happens in `git diff`. A relative path
/// starts at the root of the sources, which is where the tests run.
inline void expect_golden(const std::filesystem::path& path, std::string_view got) {
  const char* update = std::getenv("RELOOK_UPDATE_GOLDEN");
  if (update != nullptr && std::string_view(update) == "1") {
    spill(path, got);
    return;
  }
  if (!std::filesystem::exists(path)) {
    ADD_FAILURE() << path << " is missing; RELOOK_UPDATE_GOLDEN=1 writes it. Got:\n" << got;
    return;
  }
  EXPECT_EQ(got, slurp(path)) << path << " differs; RELOOK_UPDATE_GOLDEN=1 rewrites it";
}

}  // namespace relook::testing
