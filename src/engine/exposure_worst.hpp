// SPDX-License-Identifier: Apache-2.0
// The scenario of several failures after which the most traffic crosses each group.

#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/run.hpp"
#include "engine/demand_paths.hpp"
#include "trust/crossing.hpp"
#include "trust/failures.hpp"

namespace relook::engine {

/// "link,node" as kinds; empty: links and nodes.
[[nodiscard]] Read<trust::FailureKinds> failing_kinds(const std::string& text);

struct WorstAsked {
  const decision::Facts& facts;
  const DayNetwork& day;
  const std::vector<trust::Crossing>& groups;
  trust::FailureKinds kinds;
  unsigned limit;  ///< of failures at once
};

/// By group: the worst failures by their names, and the network without what they take. They are
/// the worst of what surely is crossed.
struct WorstSets {
  std::vector<std::vector<std::string>> failed;
  std::vector<graph::Removed> removed;
  std::vector<bool> may_be_worse;  ///< more possibly crosses after others than after these
  std::string scenarios;           ///< how many they are the worst of, as digits
  bool complete = true;            ///< otherwise the budget ran out
  bool together_known = true;      ///< otherwise cells that say what fails together are not known
};

/// Demands whose paths are not known are left out of the choice, and unknown rates weigh nothing; a
/// demand to several ends counts whole for each. `run.budget` counts routes.
[[nodiscard]] WorstSets worst_sets(const WorstAsked& asked, const Run& run);

}  // namespace relook::engine
