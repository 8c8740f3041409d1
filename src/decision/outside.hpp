// SPDX-License-Identifier: Apache-2.0
// Kinds of rules that ask of the network, today or after failures: somebody else answers them,
// since this module knows none. Whoever evaluates fills the table; a kind that nobody answers is
// undecided.

#pragma once

#include <functional>
#include <vector>

#include "base/run.hpp"
#include "decision/decision.hpp"
#include "decision/facts.hpp"
#include "decision/finding.hpp"
#include "decision/inspect.hpp"
#include "decision/waiver.hpp"

namespace relook::decision {

/// A rule as it is asked about on one day.
struct OutsideQuestion {
  const Decision& decision;
  const Rule& rule;
  const Facts& facts;
  const std::vector<Waiver>& waivers;
  std::size_t listed_max;  ///< offenders that the finding lists
  const Run& run;
};

/// Sets `in_itself`, and what bears it out; whether the rule is in force is settled afterwards. The
/// finding comes with its rule, its group and its id.
using OutsideAnswer = std::function<void(const OutsideQuestion& question, Finding& finding)>;

/// What the network says of each row that a rule counts; the shares, their groups and limits are
/// this module's.
struct OutsideRows {
  std::vector<Truth> in;             ///< by row: in service, and matching `of`
  std::vector<Truth> matches;        ///< by row: it crosses `what`, or is served without it
  std::vector<std::string> because;  ///< by row: why, or why that is open; may be empty
  /// What is not known of other rows than those counted, and leaves some of these open.
  std::vector<CellUse> missing = {};
  std::string fault = {};  ///< why nothing can be said of any row; empty where it can
};
using OutsideCount = std::function<OutsideRows(const OutsideQuestion& question)>;

struct Outside {
  OutsideAnswer avoid = {};
  OutsideCount cap_by_demand = {};
  OutsideCount withstand = {};
};

}  // namespace relook::decision
