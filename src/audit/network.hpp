// SPDX-License-Identifier: Apache-2.0
// The network as the checker reads it, from the estate's own cells and by the words of SEMANTICS
// 9.1 to 9.3, sharing nothing with the prover. Places are numbered: first the elements by row, then
// two for each link, from a to b and back. Traffic goes from place to place.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/truth.hpp"
#include "estate/estate.hpp"

namespace relook::audit {

using Row = std::uint32_t;
using Rows = std::vector<Row>;
using Cost = std::uint64_t;
using Names = std::set<std::string>;

struct Network {
  const estate::Estate& estate;
  Date on;
  Names fail;  ///< the kinds that fail: link, node, srlg, site
  /// The first cell that the estate leaves open and a path could hang on; empty where none does.
  std::string gap = {};
  std::map<Row, bool> used = {};           ///< elements that links need; whether it is an end
  std::vector<Truth> service = {};         ///< of elements
  std::vector<std::uint8_t> nobody = {};   ///< of elements: LAN, external, function not known
  std::vector<std::uint8_t> open = {};     ///< of elements: it may have hosts not named
  std::vector<std::uint8_t> through = {};  ///< of places: carries transit
  std::vector<Rows> below = {};            ///< of places: hosts, what a link rides on, theirs
  std::vector<std::vector<std::pair<Row, Cost>>> next = {};  ///< of places: where on, at what cost
  std::vector<Names> breaks = {};            ///< of places: the failures that take it
  std::map<std::string, Rows> outages = {};  ///< the places that each failure takes
};

/// `estate` is that of the day: what is planned until then is done.
[[nodiscard]] Network read_network(const estate::Estate& estate, Date on, Names fail);

}  // namespace relook::audit
