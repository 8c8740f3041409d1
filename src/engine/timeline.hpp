// SPDX-License-Identifier: Apache-2.0
// `relook check --timeline`: what the decision finds on every day of a span of years (SEMANTICS
// 8.4), what is left to do for its dated rules, and the pace that this takes.
//
// Most rules are followed row by row (engine/sweep.hpp). Those that cannot be are asked anew, on no
// more days than those on which something can change for them (decision/change_days.hpp).

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/quantity.hpp"
#include "base/result.hpp"
#include "base/run.hpp"
#include "codec/tree.hpp"
#include "decision/evaluate.hpp"
#include "estate/functions.hpp"

namespace relook::engine {

/// What a finding is from a day on.
struct CourseStep {
  Date from;
  decision::Verdict verdict;
  std::optional<decision::Measured> measured = {};
};

/// A finding over time: each step differs from the one before. On days on which there is no such
/// finding, because nothing can stand in its group, it is not-applicable.
struct Course {
  std::string finding;
  std::size_t rule;
  decision::Group group;
  std::vector<CourseStep> steps;
  /// Where it breaches on the day asked about: the first day of those without a break on which it
  /// does. The first day of the timeline may be too late for it.
  std::optional<Date> breaches_since = {};
};

struct TotalStep {
  Date from;
  decision::Verdict total;

  friend bool operator==(const TotalStep&, const TotalStep&) = default;
};

/// How much must become otherwise for a finding to conform, if it is replaced and not taken away:
/// offenders of a rule that allows none, what is above a cap, what a know lacks. In the unit of the
/// measure, or rows where there is none.
struct Left {
  Int128 at_least = 0;            ///< however the unknown turns out
  std::optional<Int128> at_most;  ///< nothing: not even that is bounded

  [[nodiscard]] bool nothing() const { return at_most && *at_most <= 0; }
  friend bool operator==(const Left&, const Left&) = default;
};
/// Nothing where the rule is of a kind whose work cannot be counted so.
[[nodiscard]] std::optional<Left> left_of(const decision::Finding& finding,
                                          const decision::Rule& rule);

/// What a finding of a dated rule still takes.
struct LeftToDo {
  std::string finding;
  std::size_t rule;
  decision::Group group;
  Date due;                     ///< the first day on which it is asked
  std::int32_t days_left;       ///< before that day; none or less where it has come
  Left now;                     ///< on the day asked about
  std::optional<Left> by_plan;  ///< on the day it is due, as the estate's own dates have it
  /// Rounded up, in months of 30.4375 days, so that `now` is done in time whatever the unknown is;
  /// nothing where the day has come, or nothing bounds it.
  std::optional<Int128> per_month;
};

struct Timeline {
  Date from;
  Date until;
  Date on;  ///< the day that `breaches_since` and `left` are about
  Date as_of;
  std::vector<Course> courses;  ///< in the order of rules, then groups
  std::vector<TotalStep> total;
  std::vector<LeftToDo> left;
  std::size_t days_asked = 0;    ///< days on which at least one rule was asked anew
  std::size_t rules_asked = 0;   ///< rules asked so, summed over those days
  std::size_t rules_swept = 0;   ///< rules that were followed row by row instead
  std::size_t spans_swept = 0;   ///< spans of days at the start of which all elements were asked so
  std::size_t epochs_asked = 0;  ///< of elements that were asked so besides, as they had changed
};

/// All of what it points to must outlive the call; `places` may be null.
struct TimelineQuestion {
  const decision::Decision& decision;
  const std::vector<decision::Waiver>& waivers;
  const estate::Estate& estate;  ///< planned changes not applied
  const estate::Functions& functions;
  const estate::Table* places = nullptr;
  Date on;
  std::optional<Date> from = {};  ///< else the earliest day that the decision asks about
};
[[nodiscard]] Result<Timeline> timeline(const TimelineQuestion& question, const Run& run);

/// The earliest day on which a rule is asked; for a rule without dates that is the day the decision
/// was announced. as_of where neither is known.
[[nodiscard]] Date first_day(const decision::Decision& decision, Date as_of);

/// The members "timeline", "timeline_total", "timeline_span" and "left_to_do" of the contract.
[[nodiscard]] codec::Tree::Object timeline_members(const Timeline& timeline,
                                                   const decision::Decision& decision);
/// The courses of `timeline` that are not the same in `other`, and its total.
[[nodiscard]] Timeline differing(const Timeline& timeline, const Timeline& other);

/// What is to be said of the days before as_of; empty where the timeline has none.
[[nodiscard]] std::string early_days_text(const Timeline& timeline);

}  // namespace relook::engine
