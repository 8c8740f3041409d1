// SPDX-License-Identifier: Apache-2.0
// The registry of vendors and of who owned them when. It ships with relook, so that whether a
// vendor belongs to a family is not the operator's to say (SEMANTICS 4.1).

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/digest.hpp"

namespace relook::estate {

struct RegistryVendor {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  std::vector<std::string> pens;
  std::string jurisdiction;
  std::string source;
  std::string note;
};

struct RegistryOwnership {
  std::string vendor;
  std::string parent;
  std::optional<Date> from;   ///< nothing: the day is not known
  std::optional<Date> until;  ///< nothing: still
  std::string source;
  std::string note;
};

struct Registry {
  std::vector<RegistryVendor> vendors;       ///< in order of their ids
  std::vector<RegistryOwnership> ownership;  ///< in order of vendor, parent, day
  Digest digest;                             ///< over the bytes of both files
};

/// Reads vendors.csv and ownership.csv of the folder.
[[nodiscard]] Read<Registry> read_registry(const std::filesystem::path& folder);

}  // namespace relook::estate
