// SPDX-License-Identifier: Apache-2.0
// `relook vendors`: who is known by which names and numbers, and who owned whom when.

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/run.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "report/document.hpp"

namespace relook::engine {

struct VendorsRequest {
  /// Ids, aliases or enterprise numbers; empty: all vendors.
  std::vector<std::string> names = {};
  /// The day on which families are shown; the estate's as_of, else the last day that the registry
  /// speaks of, where it is not given.
  std::optional<Date> on = {};
  std::filesystem::path estate = {};  ///< adds the vendors and parents of an estate
};

/// One ownership, as cells write days: "" unknown, ".." before as_of; an open end is "".
struct Owned {
  std::string vendor;
  std::string parent;  ///< empty: somebody, not known who
  std::string from;
  std::string until;
  bool by_registry = false;
  std::string source;
  std::string note;
};

struct VendorEntry {
  std::string id;
  std::string name;
  std::string jurisdiction;
  std::vector<std::string> aliases;
  std::vector<std::string> pens;
  bool by_registry = false;
  std::string source;
  std::string note;
  std::vector<std::string> heads;  ///< of its families on the day: owned by nobody
  std::vector<std::string> possible_owners;
  bool any_owner = false;     ///< anybody may own it, besides
  std::vector<Owned> owners;  ///< in order of their rows
  std::vector<Owned> owns;
};

struct VendorsResult {
  Date on;
  std::string estate_name;  ///< empty where none was given
  Digest registry;
  std::vector<VendorEntry> vendors;  ///< in order of their ids, or in that of the names asked for
  bool in_full = false;              ///< asked for by name
  Diagnostics warnings;
};

/// Fails where no vendor is known by one of the names, with the nearest.
[[nodiscard]] Outcome<VendorsResult> vendors(const VendorsRequest& request, const Library& library,
                                             const Run& run);

[[nodiscard]] report::Document vendors_document(const VendorsResult& result);

}  // namespace relook::engine
