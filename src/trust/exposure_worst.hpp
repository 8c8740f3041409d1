// SPDX-License-Identifier: Apache-2.0
// The failures after which the most traffic crosses somebody's elements.
//
// A set of failures that leaves all least-cost paths of a route whole leaves its traffic as it is
// (SEMANTICS 9.5). So sets are grown one failure at a time, each of which touches a path that some
// route takes at that moment: every other set does what a smaller one does. What a set does not
// touch is not computed again. An unserved route, or one that has lost an end, crosses nothing.
//
// That lemma fails through several OSPF areas (`area_proof.hpp`): there every failure of the part
// touches every route, and a route that is open may cross anything or nothing.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/run.hpp"
#include "routing/portion.hpp"
#include "routing/route.hpp"
#include "trust/crossing.hpp"
#include "trust/failures.hpp"

namespace relook::trust {

/// All that is referred to must outlive the question.
struct WorstQuestion {
  const routing::Network& network;
  /// Those whose paths are known.
  std::span<const routing::Route> routes;
  std::span<const std::uint64_t> amounts;  ///< of each
  std::span<const Crossing> groups;
  const Failures& failures;
  unsigned limit;  ///< of failures at once, at most kFailuresMax
};

struct Worst {
  FailedSet failed;         ///< the first of the smallest sets that do it
  routing::Portion amount;  ///< of the traffic that crosses the group after it

  friend bool operator==(const Worst&, const Worst&) = default;
};

struct WorstFound {
  std::vector<Worst> worst;  ///< by group: the most that surely crosses, then that possibly does
  /// By group: an upper bound of what possibly crosses after any of these scenarios. Above what
  /// possibly crosses after the worst one, another may be worse than that.
  std::vector<routing::Ratio> at_most;
  std::uint64_t steps = 0;  ///< routes that were computed
  bool complete = true;     ///< otherwise the budget ran out, and worse ones may exist
};

/// `run.budget` counts routes that are computed again.
[[nodiscard]] WorstFound find_worst(const WorstQuestion& question, const Run& run);

}  // namespace relook::trust
