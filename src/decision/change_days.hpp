// SPDX-License-Identifier: Apache-2.0
// The days on which the findings of a rule may differ from those of the day before, so that a
// course of years is found by asking on few of its days.
//
// What `evaluate` finds depends on the day asked about only through comparisons with it, and each
// comparison changes its answer on days that can be read off what it compares:
//
//   1. holds_on(from, until), of elements, supplies, dependencies and ownership: on `from`, on
//      `until`, and for `..`, which may be any day before as_of, on the day before as_of;
//   2. apply_changes: on the date of each planned change. What it writes into date cells is that
//      date, so the cells of 1 and 4 have no other days than their own and those of changes;
//   3. `on` against a date in a selector: on that date or the day after it, by the comparison;
//   4. `on` against a date cell in a selector: the same of every cell of the column, a cell `..`
//      being a range that ends on the day before as_of, an open end and "not yet" never;
//   5. from, by and until of the rule: on `from`, the day after `by`, on `until`, for every
//   operator;
//   6. the end of a waiver: on `until`;
//   7. know: a witness observed on D is recent from D to D + days; one observed `..` surely is not
//      from as_of + days on;
//   8. plans that are unknown, because changes.csv is missing: from the day after as_of on;
//   9. the network, of which `avoid`, `withstand` and a cap by demand ask: all of 1 and 2.
//
// Between two such days every comparison answers the same, so the facts and the findings are the
// same, but for sentences that count days. A rule is given the days of those comparisons alone that
// its selectors, its kind, its groups, its waivers and the decision's `applies_to` make.

#pragma once

#include <vector>

#include "base/date.hpp"
#include "decision/day_set.hpp"
#include "decision/decision.hpp"
#include "decision/waiver.hpp"
#include "estate/estate.hpp"

namespace relook::decision {

/// The days on which an estate changes by its own dates.
struct EstateDays {
  DaySet changes;       ///< planned changes
  DaySet service;       ///< elements come and go
  DaySet supplies;      ///< supplies begin and end
  DaySet dependencies;  ///< dependencies begin and end
  DaySet ownership;     ///< vendors are bought and sold
};
/// `estate` is as it was read: planned changes not applied. O(rows).
[[nodiscard]] EstateDays estate_days(const estate::Estate& estate);

/// What change_days looks at. `places` is null where none were given; `estate` is as in
/// estate_days, whose answer `days` is.
struct ChangeQuestion {
  const Decision& decision;
  const std::vector<Waiver>& waivers;
  const estate::Estate& estate;
  const EstateDays& days;
  const estate::Table* places = nullptr;
};
/// The days of one rule, by how much of what it asks can change.
struct RuleDays {
  DaySet of_rows;    ///< rows come, go, are replaced or supplied by another: those rows alone
  DaySet of_all;     ///< what is asked of every row may have another answer
  DaySet of_owners;  ///< somebody is owned by another: what is asked of families may be another
  DaySet of_dates;   ///< whether it is asked at all, or whether plans are known

  [[nodiscard]] DaySet all() const {
    DaySet days = of_rows;
    days.add(of_all);
    days.add(of_owners);
    days.add(of_dates);
    return days;
  }
};
/// For each rule its days.
[[nodiscard]] std::vector<RuleDays> change_days(const ChangeQuestion& question);

}  // namespace relook::decision
