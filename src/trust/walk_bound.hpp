// SPDX-License-Identifier: Apache-2.0
// A bound below every path that crosses what is to be avoided: the cheapest walk that does.
//
// A walk may meet a node twice, so it costs at most what the cheapest such path costs, and failures
// make neither cheaper. A path that costs less crosses nothing to be avoided, whatever has failed.

#pragma once

#include <vector>

#include "base/truth.hpp"
#include "graph/monotone_queue.hpp"
#include "graph/shortest_path_tree.hpp"
#include "trust/crossing.hpp"

namespace relook::trust {

class WalkBound {
 public:
  /// Bounds for walks to the root of `tree`, from which nothing is removed, over anything that
  /// matches at least `least`. The two ends do not count. O((n + m) log n).
  void towards(const graph::ShortestPathTree& tree, const Crossing& crossing, Truth least);

  /// kUnreachable where there is no such walk.
  [[nodiscard]] graph::Distance operator[](graph::Node node) const { return bound_[node]; }

 private:
  std::vector<graph::Distance> bound_;
  graph::MonotoneQueue queue_;
};

}  // namespace relook::trust
