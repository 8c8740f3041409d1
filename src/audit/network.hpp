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

#include "estate/estate.hpp"

namespace relook::audit {

using Row = std::uint32_t;
using Rows = std::set<Row>;
using Names = std::set<std::string>;
using Cost = std::uint64_t;

struct Network {
  const estate::Estate& estate;  ///< of the day: what is planned until then is done
  Date on;
  Names fail;                       ///< the kinds that fail: link, node, srlg, site
  std::string gap = {};             ///< the first cell that leaves a path open, if there is one
  std::vector<Truth> service = {};  ///< of elements
  std::vector<bool> nobody = {};    ///< of elements: LAN, external, or which is not known
  std::vector<bool> open = {};      ///< of elements: may have hosts that are not named
  std::vector<bool> through = {};   ///< of places: carries transit
  std::vector<Rows> stack = {};     ///< of places: itself, hosts, underlays, theirs
  std::vector<Names> breaks = {};   ///< of places: the failures that take it
  std::vector<std::vector<std::pair<Row, Cost>>> next = {};  ///< of places: where on, the cost
  std::map<std::string, Rows> outages = {};                  ///< the places that each failure takes
};

[[nodiscard]] Network read_network(const estate::Estate& estate, Date on, Names fail);

}  // namespace relook::audit
