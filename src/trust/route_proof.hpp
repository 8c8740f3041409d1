// SPDX-License-Identifier: Apache-2.0
// The avoid proof for one route, whatever its ways: tunnels, planes that fall back, several ends.
//
// The lemma again (SEMANTICS 9.5), for ways of segments. The order of a route's ways is fixed, and
// a way is taken when each of its segments has a path. A set of failures that leaves whole the
// chosen path of today's way leaves each segment a path of the same cost; no way before it comes
// back, for failures only take paths away; and no segment gets a cheaper path. So the same way
// carries the route, over paths that are among today's. A pinned link has one path, its own. Of
// several ends the nearest counts: taking one away takes only paths away, and a chosen path
// includes the end that it leads to. So it is enough to branch on what breaks the chosen path, the
// end that it leads to included where others are left.

#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "trust/carrier.hpp"
#include "trust/failures.hpp"
#include "trust/hiding.hpp"
#include "trust/plain_proof.hpp"

namespace relook::trust {

/// What is asked of a route. All that is referred to must outlive the proof.
struct RouteQuestion {
  const routing::Network& network;
  const Crossing& crossing;
  const Failures& failures;
  unsigned limit;
  const Hiding* hiding = nullptr;  ///< where only what can be seen is asked about
};

struct RouteProof {
  Fewest fewest;
  SmallestSets sets;
  std::uint64_t steps = 0;  ///< scenarios that were looked at
  bool complete = true;     ///< otherwise the budget was used up, and the numbers are only bounds
};

/// Proves one route. O(length of a path ^ limit) searches.
[[nodiscard]] RouteProof prove_route(const RouteQuestion& question, const routing::Route& route,
                                     std::uint64_t budget);

/// Takes failures out of a network and puts them back.
void take(const Failures& failures, Failure failure, graph::Removed& removed);
void put_back(const Failures& failures, Failure failure, graph::Removed& removed);

/// Whether a scenario that took these out is set aside: the start is gone, or every end.
[[nodiscard]] bool set_aside(const routing::Route& route, const graph::Removed& removed);

/// The failures that break a path: of its edges and of its nodes, its start left out, and its end
/// where it is the only one. In order, each once.
[[nodiscard]] std::vector<Failure> breaking(const Failures& failures, const routing::Route& route,
                                            const Path& path);

}  // namespace relook::trust
