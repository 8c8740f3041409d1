// SPDX-License-Identifier: Apache-2.0
#include "estate/folder_files.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace relook::estate {

namespace fs = std::filesystem;

bool is_named_like_a_table(std::string name) {
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name.ends_with(".csv");
}

Result<std::vector<std::string>> estate_files(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(folder, code)) {
    std::string name = entry.path().filename().string();
    if (name == kManifestFile || is_named_like_a_table(name)) names.push_back(std::move(name));
  }
  if (code) return failure(ErrorKind::io, "cannot be read: " + code.message(), folder.string());
  std::ranges::sort(names);
  return names;
}

}  // namespace relook::estate
