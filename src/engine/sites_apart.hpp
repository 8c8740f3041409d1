// SPDX-License-Identifier: Apache-2.0
// What joined estates leave open about sites. No estate says which of its sites are another's: one
// mast may stand in two of them, under two ids, and then counts twice. So a share of sites that may
// stand in more than one estate is not known, whichever way it came out (SEMANTICS 1).

#pragma once

#include <set>
#include <string>
#include <vector>

#include "decision/decision.hpp"
#include "decision/finding.hpp"
#include "engine/estates.hpp"
#include "estate/estate.hpp"

namespace relook::engine {

/// The operators of a join whose elements, or elements that serve them, may stand in more than one
/// of its estates. A null operator and "all operators" always may.
class SpreadOperators {
 public:
  SpreadOperators(const estate::Estate& joined, const std::vector<EstateRead>& estates);

  /// Whether the group may hold elements of more than one estate.
  [[nodiscard]] bool holds(const decision::Group& group) const;

 private:
  bool any_ = false;  // some element may be anybody's
  std::set<std::string, std::less<>> ids_;
};

/// Makes undecided what counts sites of a group that may be spread, and settles the total anew. How
/// many findings that were.
std::size_t hold_back_sites(const decision::Decision& decision, const SpreadOperators& spread,
                            decision::Evaluation& evaluation);

}  // namespace relook::engine
