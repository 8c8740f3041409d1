// SPDX-License-Identifier: Apache-2.0
// Follows the rows of an estate through the years, for the rules for which each row can be told by
// itself: a day costs what changes on it, and not what there is.
//
// Time is cut where every row may have another answer (ownership, `on` in a selector, the end of a
// waiver). Between two cuts an element is another only from the days of its own planned changes and
// supplies on: its epochs. All elements are asked in their first epoch together, as columns, then
// all in their second, and so on, in an estate in which each element and its supplies are as on
// the first day of that epoch. That takes as many questions as one element has epochs, however many
// days there are. What the answers add to each group is then put in and taken out day by day.

#pragma once

#include <functional>
#include <vector>

#include "decision/change_days.hpp"
#include "engine/asked_rules.hpp"
#include "engine/timeline.hpp"

namespace relook::engine {

/// Whether every row's answer to the rule hangs on nothing but its own row, its supplies and days
/// that are the same for all: so of most that are asked of elements, not of those that ask for what
/// an element depends on, or that count families or witnesses.
[[nodiscard]] bool can_sweep(const decision::Decision& decision, const decision::Rule& rule,
                             const std::vector<decision::Waiver>& waivers);

/// A finding on the first day on which it is so: of its figures those that a timeline needs.
using NoteFinding = std::function<void(Date, const decision::Finding&)>;

struct SweepQuestion {
  const TimelineQuestion& timeline;
  const RuleNumbers& rules;                     ///< all of them can_sweep
  const std::vector<decision::RuleDays>& days;  ///< of all rules of the decision
  Date first;
  Date last;
};
/// Calls `note` for every group of every rule on the first day and wherever it may be another, in
/// the order of the days. A group of which there is no finding is not-applicable.
[[nodiscard]] Result<void> sweep(const SweepQuestion& question, const NoteFinding& note,
                                 const Run& run);

}  // namespace relook::engine
