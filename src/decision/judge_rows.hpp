// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "decision/groundwork.hpp"
#include "decision/rows_by_group.hpp"

namespace relook::decision {

/// A waiver of the rule, asked of every row.
struct WaiverAnswers {
  const Waiver* waiver;
  std::vector<Truth> rows;
  bool valid;  ///< before its end
};
[[nodiscard]] std::vector<WaiverAnswers> waivers_of(const Rule& rule, const Context& context);

/// One group of a rule as it is asked about: the rows that may match, and how many are in service.
struct AskedGroup {
  const Grouping& grouping;
  std::size_t number;
  GroupRowsView rows;
  ServiceCount service;
};

/// Fills the finding of an `exclude`, `clear` or `freeze` (SEMANTICS 7.1, 7.7). Why offenders match
/// is left to be said by say_why.
void judge_rows(const AskedRule& asked, const std::vector<WaiverAnswers>& waivers,
                const AskedGroup& group, Finding& finding);

/// Says of every offender why it matches.
void say_why(const AskedRule& asked, std::vector<Finding>& findings);

}  // namespace relook::decision
