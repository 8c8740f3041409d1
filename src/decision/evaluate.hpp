// SPDX-License-Identifier: Apache-2.0
// Evaluates a decision over the facts of one day: the meeting of all parts of this module.
//
//   rule -> who is in scope, who matches (columns of Truth) -> groups -> verdict, arithmetic,
//   offenders, what to find out

#pragma once

#include <cstddef>

#include "base/result.hpp"
#include "base/run.hpp"
#include "decision/decision.hpp"
#include "decision/facts.hpp"
#include "decision/finding.hpp"
#include "decision/waiver.hpp"

namespace relook::decision {

struct Outside;

struct EvaluateOptions {
  /// Offenders and rows to settle that each finding lists; the counts are always exact.
  std::size_t listed_max = 1000;
  std::vector<Waiver> waivers = {};
  /// What is planned after as_of is unknown: changes.csv is missing and the day is later, so that
  /// nothing can be said for sure (SEMANTICS 1).
  bool plans_unknown = false;
  /// Leaves out which rows offend and why, and what would settle what is undecided: for those who
  /// need only the verdicts, what was measured, and the counts of rules that nothing may match.
  bool verdicts_only = false;
  /// Who answers what this module cannot; null, or it outlives the evaluation.
  const Outside* outside = nullptr;
};

/// The findings of every rule for every group, and the total. Fails only where a rule would make
/// more groups than relook holds.
[[nodiscard]] Result<Evaluation> evaluate(const Decision& decision, const Facts& facts,
                                          const EvaluateOptions& options, const Run& run);

class Groundwork;
/// The same for one of many evaluations over the same facts.
[[nodiscard]] Result<Evaluation> evaluate(const Decision& decision, Groundwork& ground,
                                          const EvaluateOptions& options, const Run& run);

}  // namespace relook::decision
