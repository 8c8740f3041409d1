// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/check.hpp"
#include "report/case_suite.hpp"

namespace relook::engine {

/// The findings of a check as cases for a pipeline: a breach failed, what is undecided is open,
/// what is not applicable or not in force is skipped. Where no requirement could be applied the
/// decision as a whole is one more case, which is open.
[[nodiscard]] report::CaseSuite check_cases(const CheckResult& result);

/// What a rule's verdict is among the outcomes of cases.
[[nodiscard]] report::CaseOutcome outcome_of(decision::Verdict verdict);

}  // namespace relook::engine
