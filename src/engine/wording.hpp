// SPDX-License-Identifier: Apache-2.0
// Sentences about findings, the same in every format.

#pragma once

#include <string>

#include "decision/finding.hpp"
#include "engine/check.hpp"
#include "report/document.hpp"

namespace relook::engine {

[[nodiscard]] report::Tone tone_of(decision::Verdict verdict);
[[nodiscard]] report::Badge badge_of(decision::Verdict verdict);

/// The rule's title, or its id where it has none.
[[nodiscard]] std::string title_of(const decision::Rule& rule);

/// "everyone", "op-a", "op-a, north", "operator not known".
[[nodiscard]] std::string group_text(const decision::Group& group);

/// "32 % to 41 % (32 of 100 to 41 of 100 sites)", never rounded onto the other side of the limit.
[[nodiscard]] std::string measured_text(const decision::Finding& finding,
                                        const decision::Rule& rule);

/// A number of units with the measure's unit as people read it: "12 sites", "1.5 Gbit/s".
[[nodiscard]] std::string amount_text(Int128 amount, decision::Measure measure);

/// "a breach only if at least 213 of 391 sites … match: 54 %; among the known, 32 % do".
[[nodiscard]] std::string tipping_text(const decision::Finding& finding,
                                       const decision::Rule& rule);

/// The sentence that bears out the finding's verdict.
[[nodiscard]] std::string finding_text(const decision::Finding& finding, const decision::Rule& rule,
                                       Date on);

/// What somebody has to look up, such as "who made the hardware (elements.vendor)".
[[nodiscard]] std::string fact_text(const decision::FactGroup& fact);

/// What is not known about a row, such as "elements.vendor".
[[nodiscard]] std::string fact_name(const decision::CellUse& use);

/// Who may have made the element: "huawei", "huawei or nokia", "anyone", "nobody".
[[nodiscard]] std::string makers_text(const Situation& situation, std::uint32_t element);

/// The decision's verdict in one sentence with coverage and what was not evaluated.
[[nodiscard]] std::string verdict_text(const CheckResult& result, const Judged& judged);

}  // namespace relook::engine
