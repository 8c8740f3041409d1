// SPDX-License-Identifier: Apache-2.0
// Follows the rows of an estate through the years, for the rules for which each row can be told by
// itself: a day costs what changes on it, and not what there is.
//
// Time is cut where every row may have another answer (`on` in a selector, the end of a waiver). On
// the first day of such a span all elements are asked. From then on an element is another only from
// certain days on: those of its own planned changes and supplies, and those on which a vendor that
// may stand behind it comes into a family or leaves it. These are its epochs. The elements that
// have a first epoch in the span are asked in it together, as columns, in an estate of them alone
// in which each is, with its supplies, as on the first day of that epoch; then those that have a
// second one, and so on. So only what has another state is asked, in about as many questions as one
// element has epochs, however many days there are. What the answers add to each group is then put
// in and taken out day by day, by rules side by side.

#pragma once

#include <cstddef>
#include <vector>

#include "decision/change_days.hpp"
#include "engine/asked_rules.hpp"
#include "engine/swept_rule.hpp"
#include "engine/timeline.hpp"

namespace relook::engine {

/// Whether every row's answer to the rule hangs on nothing but its own row, its supplies and days
/// that are the same for all: so of most that are asked of elements, not of those that ask for what
/// an element depends on, or that count families or witnesses.
[[nodiscard]] bool can_sweep(const decision::Decision& decision, const decision::Rule& rule,
                             const std::vector<decision::Waiver>& waivers);

struct SweepQuestion {
  const TimelineQuestion& timeline;
  const RuleNumbers& rules;                     ///< all of them can_sweep
  const std::vector<decision::RuleDays>& days;  ///< of all rules of the decision
  Date first;
  Date last;
};
/// What it took.
struct Swept {
  std::size_t spans = 0;   ///< in each of them all elements were asked once
  std::size_t epochs = 0;  ///< of elements that were asked besides
};
/// Calls `note` for every group of every rule on the first day and wherever its verdict or measure
/// is another, on the day asked about and where the rule comes into force or goes out of it: for
/// each rule in the order of the days, from several threads, but from one at a time. A group of
/// which there is no finding is not-applicable.
[[nodiscard]] Result<Swept> sweep(const SweepQuestion& question, const NoteFinding& note,
                                  const Run& run);

}  // namespace relook::engine
