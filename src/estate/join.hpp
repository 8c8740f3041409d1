// SPDX-License-Identifier: Apache-2.0
// Several operators' estates as one.
//
// Ids are the operators' own, so two estates may have the same id for different things. In the join
// each of them stands behind its estate's scope: "op-a/mast-7". Operators, vendors and who owns
// whom are the same for all; where two estates say different things of one of them, that is a
// fault. Nothing becomes known by joining: a table that one estate does not have counts as missing
// for all, since what the others say in it does not settle what it leaves open.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "estate/estate.hpp"
#include "estate/functions.hpp"
#include "estate/registry.hpp"

namespace relook::estate {

/// One of several estates.
struct ScopedEstate {
  std::string scope;
  std::string file;  ///< what faults of it are placed in
  Estate estate;
};

/// The operator of all its elements where they have one alone, or where its operators are one
/// alone; else the estate's name as an id, or `otherwise` where it has no name.
[[nodiscard]] std::string scope_of(const Estate& estate, std::string_view otherwise);

/// Whether the ids of the table stand behind a scope in a join.
[[nodiscard]] bool is_scoped(TableId table);

/// "SCOPE/ID".
[[nodiscard]] std::string scoped_id(std::string_view scope, std::string_view id);

struct JoinOptions {
  /// Rows of another changes file, with the ids of the join; empty for none.
  std::filesystem::path with = {};
  /// That only cells which were unknown differ from estates that were joined without a fault. What
  /// the whole could show to be wrong is then not looked for again: an assumption is no fault.
  bool assumed = false;
};

/// The estate that holds them all, checked as a folder's is. They stand in order of their scopes.
/// The manifest's assumptions are left out: whoever joins applies them before, to their own estate
/// alone. Faults: scopes that are alike, days or currencies that differ, an operator, a vendor or
/// an owner of whom two estates say different things, an element that stands in two of them.
/// Warnings: a table that counts as missing for all. Takes as long as reading the folders.
[[nodiscard]] Read<Estate> join(const std::vector<ScopedEstate>& estates, const Registry& registry,
                                const Functions& functions, const JoinOptions& options = {});

}  // namespace relook::estate
