// SPDX-License-Identifier: Apache-2.0
// Kinds of rules that ask what failures change: somebody else answers them, since this module knows
// no network. Whoever evaluates fills the table; a kind that nobody answers is undecided.

#pragma once

#include <functional>
#include <vector>

#include "base/run.hpp"
#include "decision/decision.hpp"
#include "decision/facts.hpp"
#include "decision/finding.hpp"
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

struct Outside {
  OutsideAnswer avoid = {};
};

}  // namespace relook::decision
