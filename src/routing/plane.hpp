// SPDX-License-Identifier: Apache-2.0
// The graph of a routing plane (Flex-Algo, RFC 9350): the links that its constraints leave, by its
// own metric.
//
// Whether a link is kept is a matter of Kleene's three values: a link whose affinity is not known
// may be in or out. One that only may be kept stands in the graph, and a gap says so; one that is
// surely left out by any one constraint is out, whatever the others would need to know.

#pragma once

#include <cstdint>
#include <vector>

#include "base/diagnostic.hpp"
#include "estate/estate.hpp"
#include "graph/digraph.hpp"
#include "routing/topology.hpp"

namespace relook::routing {

struct PlaneGraph {
  /// The topology's nodes and adjacencies; one that is left out is a loop, which leads nowhere.
  graph::Digraph graph;
  /// Which links it has (`affinity`), their delays (`delay`), or by which metric (`paths`). The
  /// estate has no column of TE metrics, so that a plane of metric te is one of unknown metric; it
  /// stands with the plain one.
  std::vector<Gap> gaps;
};

/// The graph of a row of `planes`. Faults: delays that make a cycle of zero cost. Warnings: names
/// of affinities or risk groups that surely no link has, which is a slip of the pen or a constraint
/// that constrains nothing yet, such as a colour kept for links to come; only its author knows.
/// O(links * constraints).
[[nodiscard]] Read<PlaneGraph> plane_graph(const estate::Estate& estate, const Topology& topology,
                                           std::uint32_t plane);

}  // namespace relook::routing
