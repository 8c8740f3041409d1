// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "report/left_out.hpp"
#include "report/tone.hpp"

namespace relook::report {

/// What holds from a day on, until the row's next step.
struct TimelineStep {
  Date from;
  Badge outcome;
  std::string text = {};  ///< what stands behind it, such as a figure

  friend bool operator==(const TimelineStep&, const TimelineStep&) = default;
};

struct TimelineRow {
  std::string label;
  std::string sublabel = {};
  std::vector<TimelineStep> steps = {};  ///< each later than the one before

  friend bool operator==(const TimelineRow&, const TimelineRow&) = default;
};

/// A day that crosses all rows.
struct TimelineMark {
  Date on;
  std::string text;

  friend bool operator==(const TimelineMark&, const TimelineMark&) = default;
};

/// What held when. A page draws it over a time axis, thicker where it is worse; all other formats
/// have it as a table with a row for each step.
struct Timeline {
  std::string id;  ///< as a table's
  std::string title;
  Date from;   ///< the first day of the axis
  Date until;  ///< its last; not before `from`
  std::vector<TimelineRow> rows = {};
  std::vector<TimelineMark> marks = {};
  std::string header = {};  ///< what the rows are
  LeftOut more = {};
  std::string empty = "None.";

  friend bool operator==(const Timeline&, const Timeline&) = default;
};

}  // namespace relook::report
