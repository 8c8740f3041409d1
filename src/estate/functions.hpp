// SPDX-License-Identifier: Apache-2.0
// What a function is: its layer, whether it carries transit, what it carries, sees and controls.
// One table, functions.toml, ships with relook. A function outside it is allowed, and unknown.

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/digest.hpp"

namespace relook::estate {

inline constexpr std::string_view kLayers[] = {"access", "aggregation", "transport", "core",
                                               "management"};
inline constexpr std::string_view kCarried[] = {"user-traffic", "signalling"};
inline constexpr std::string_view kSeen[] = {"user-traffic", "metadata", "subscriber-data", "keys"};
inline constexpr std::string_view kControlled[] = {"radio", "core", "transport", "access",
                                                   "virtualisation"};

/// The function of a pseudonode of a broadcast network: made by nobody.
inline constexpr std::string_view kLanFunction = "LAN";
/// The function of an element outside the estate.
inline constexpr std::string_view kExternalFunction = "external";

struct Function {
  std::string name;
  std::string layer;  ///< one of kLayers, or empty where it stands in no layer
  bool transit;
  std::vector<std::string> carries;
  std::vector<std::string> sees;
  std::vector<std::string> controls;
  std::string source;
};

class Functions {
 public:
  Functions() = default;
  Functions(std::vector<Function> functions, Digest digest);

  /// Exact names only; nothing where the table does not have it.
  [[nodiscard]] const Function* find(std::string_view name) const;
  [[nodiscard]] const std::vector<Function>& all() const { return functions_; }
  [[nodiscard]] const Digest& digest() const { return digest_; }

 private:
  std::vector<Function> functions_;  // in order of their names
  Digest digest_;
};

[[nodiscard]] Read<Functions> read_functions(const std::filesystem::path& file);

}  // namespace relook::estate
