// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/truth.hpp"
#include "decision/decision.hpp"
#include "decision/finding.hpp"

namespace relook::decision {

/// Whether a rule is asked of an operator on a day (SEMANTICS 3.3).
struct Force {
  Truth asked = Truth::yes;  ///< unknown where a date that it hangs on is not set
  std::optional<Date> due;   ///< the first day on which it is asked
  std::string unset;         ///< the parameter that is not set; empty where there is none
};
/// `operator_id` is empty for a group of no one operator.
[[nodiscard]] Force force_of(const Rule& rule, std::string_view operator_id, Date on);

/// Sets the verdict, and the day from which it is asked, from what the finding is in itself. A rule
/// whose dates are not known is undecided, never not-in-force.
void settle_force(const Force& force, Finding& finding);

}  // namespace relook::decision
