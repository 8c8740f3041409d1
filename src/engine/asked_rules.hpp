// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "decision/evaluate.hpp"
#include "decision/groundwork.hpp"

namespace relook::engine {

/// Rules of a decision, by their places in it.
using RuleNumbers = std::vector<std::size_t>;

struct RulesQuestion {
  const decision::Decision& decision;
  const RuleNumbers& rules;
  decision::Groundwork& ground;
  const decision::EvaluateOptions& options;
};
/// Evaluates these rules of the decision and no others. Their findings are those that evaluating
/// the whole decision gives, in the order of `rules`.
[[nodiscard]] Result<std::vector<decision::Finding>> evaluate_rules(const RulesQuestion& question,
                                                                    const Run& run);

}  // namespace relook::engine
