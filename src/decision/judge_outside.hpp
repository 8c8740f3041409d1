// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "decision/finding.hpp"
#include "decision/grouping.hpp"
#include "decision/scope.hpp"

namespace relook::decision {

/// Fills the findings, by group, of a rule that counts by the network (counts_by_network). The
/// network is asked once, whatever the number of groups.
void judge_outside(const Rule& rule, const Context& context, const Grouping& grouping,
                   std::vector<Finding>& findings);

}  // namespace relook::decision
