// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "decision/survey.hpp"

namespace relook::decision {

/// A waiver of the rule, asked of every row.
struct WaiverAnswers {
  const Waiver* waiver;
  std::vector<Truth> rows;
  bool valid;  ///< before its end
};
[[nodiscard]] std::vector<WaiverAnswers> waivers_of(const Rule& rule, const Context& context);

/// Fills the finding of an `exclude`, `clear` or `freeze` from the rows of its group that may match
/// (SEMANTICS 7.1, 7.7). Why offenders match is left to be said by say_why.
void judge_rows(const RuleAnswers& answers, const std::vector<WaiverAnswers>& waivers,
                const GroupRowsView& rows, const ServiceCount& service, Finding& finding);

/// Says of every offender why it matches.
void say_why(const RuleAnswers& answers, std::vector<Finding>& findings);

}  // namespace relook::decision
