// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <utility>
#include <vector>

namespace relook {

/// All that is reached from `start`, itself included, by steps from each thing to those that
/// `next(thing)` gives, which is asked once for each, in no order that matters. Without recursion,
/// so however far it is.
template <class Thing, class Next>
[[nodiscard]] std::set<Thing> reached(Thing start, const Next& next) {
  std::set<Thing> seen = {start};
  for (std::vector<Thing> open = {std::move(start)}; !open.empty();) {
    const Thing at = std::move(open.back());
    open.pop_back();
    for (const Thing& one : next(at)) {
      if (seen.insert(one).second) open.push_back(one);
    }
  }
  return seen;
}

}  // namespace relook
