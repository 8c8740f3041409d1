// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "decision/survey.hpp"

namespace relook::decision {

/// Fills the finding of a `cap` from the rows of its group that may be in scope (SEMANTICS 6). Why
/// what counts in the part matches is left to be said by say_why.
void judge_cap(const RuleAnswers& answers, const GroupRowsView& rows, Finding& finding);

}  // namespace relook::decision
