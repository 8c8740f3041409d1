// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/truth.hpp"
#include "routing/ospf_areas.hpp"
#include "trust/carrier.hpp"

namespace relook::trust {

/// What carries traffic through the areas of one part, where `routing::takes_areas` says so: as
/// each router on the way decides.
class AreaSearch {
 public:
  /// Both must outlive it, and `removed` must stay as it is.
  AreaSearch(const routing::Network& network, const graph::Removed& removed, std::uint32_t part);
  AreaSearch(const AreaSearch&) = delete;
  AreaSearch& operator=(const AreaSearch&) = delete;

  /// Between two nodes of the part; distances are what each router reckons itself. Nothing where an
  /// end is gone or the first router has no route; open where not all of the traffic that it sends
  /// arrives, or where that is not known. One search for each `to`, as long as it stays the same.
  [[nodiscard]] CarriedBy<Stretch> find(graph::Node from, graph::Node to);
  /// Of each node of the part whether its traffic for `to` arrives, unknown where `find` is open;
  /// `no` outside the part. O(n + m) beside the search.
  [[nodiscard]] std::vector<Truth> arriving(graph::Node to);

 private:
  void search(graph::Node to);
  [[nodiscard]] Truth by_hops(graph::Node node, const std::vector<Truth>& arrives) const;

  const routing::Network& network_;
  const graph::Removed& removed_;
  routing::OspfAreas areas_;
  routing::OspfRoutes routes_;
  graph::Node searched_ = graph::kNoIndex;  // what `routes_` lead to
};

}  // namespace relook::trust
