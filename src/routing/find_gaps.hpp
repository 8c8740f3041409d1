// SPDX-License-Identifier: Apache-2.0
// Which cells of a topology are not known, and which parts of it they concern.

#pragma once

#include <span>
#include <vector>

#include "base/truth.hpp"
#include "estate/estate.hpp"
#include "graph/digraph.hpp"
#include "routing/hosting.hpp"
#include "routing/topology.hpp"

namespace relook::routing {

/// A topology of which all but the gaps is read, and what it was read from.
struct ReadSoFar {
  const estate::Estate& estate;
  const Topology& topology;
  const graph::Digraph& graph;     ///< of the plain IGP
  std::span<const Truth> service;  ///< of each element
  std::span<const OpenHost> open_hosts;
};

/// By bearing, part and column. Whether an element forwards is asked only where it has two
/// neighbours: with one it stands between nobody.
[[nodiscard]] std::vector<Gap> find_gaps(const ReadSoFar& known);

}  // namespace relook::routing
