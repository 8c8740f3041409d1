// SPDX-License-Identifier: Apache-2.0
// What a path crosses (SEMANTICS 9.3): every element on it, what its links ride on, and the hosts
// of all these, judged by whether each is to be avoided.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/truth.hpp"
#include "routing/topology.hpp"

namespace relook::trust {

/// Whether the two ends of a demand count as crossed themselves; their hosts always do.
enum class Ends : std::uint8_t { count, ignore };

/// Whether crossing a node or an edge crosses something to be avoided, whatever stands below it
/// included. By node and by edge of the topology.
struct Crossing {
  std::vector<Truth> node;  ///< of a node on the way
  std::vector<Truth> end;   ///< of a node where the demand starts or ends
  std::vector<Truth> edge;
  std::vector<Truth> itself;  ///< of a node's element alone, without what stands below it
  Ends ends = Ends::count;
  bool unsure = false;  ///< whether any of them is unknown
};

/// `avoided` says of each node's element whether it is to be avoided; `any_may` whether some
/// element that is not named could be, which counts where hosts or underlays are not known.
[[nodiscard]] Crossing crossing_of(const routing::Topology& topology,
                                   const std::vector<Truth>& avoided, Ends ends, Truth any_may);

/// What the ends alone cross, whatever the path (SEMANTICS 9.4). Of several ends any one may be the
/// nearest, so there all must match. An end that is not there, or `from` as kNoIndex, crosses
/// nothing.
[[nodiscard]] Truth crossed_at_ends(const Crossing& crossing, graph::Node from,
                                    std::span<const graph::Node> to);

}  // namespace relook::trust
