// SPDX-License-Identifier: Apache-2.0
// Several operators' estates, read and joined: what a regulator has on the desk.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/digest.hpp"
#include "engine/assume.hpp"
#include "engine/library.hpp"
#include "estate/join.hpp"

namespace relook::engine {

/// One of several estates, as reports name it.
struct EstateRead {
  std::string scope;  ///< what its ids stand behind
  std::string name;
  std::string notice;
  Digest digest;
};

/// Several estates and what they are together, on the facts alone.
struct Estates {
  std::vector<estate::ScopedEstate> parts;  ///< in order of their scopes, whatever order was given
  std::vector<EstateRead> read;             ///< of each part
  estate::Estate joined;
  std::filesystem::path with;  ///< further planned changes that it holds; empty for none
};

/// Reads folders and packed files and joins them. `with` speaks of elements by the join's ids.
[[nodiscard]] Read<Estates> load_estates(const std::vector<std::filesystem::path>& paths,
                                         const std::filesystem::path& with, const Library& library);

/// SHA-256 over a line "SCOPE,DIGEST" for each estate, in their order.
[[nodiscard]] Digest digest(const std::vector<EstateRead>& estates);

/// The join with what each manifest assumes filled in, in that manifest's own estate alone. An
/// assumption is given as it was said, behind its estate's scope: "op-a: supplies=none".
[[nodiscard]] Read<Assumed> assume_each(const Estates& estates, Date on, const Library& library);

}  // namespace relook::engine
