// SPDX-License-Identifier: Apache-2.0
#include "engine/asked_rules.hpp"

namespace relook::engine {

Result<std::vector<decision::Finding>> evaluate_rules(const RulesQuestion& question,
                                                      const Run& run) {
  // Of the decision itself an evaluation reads whom it applies to, and the rules.
  decision::Decision part;
  part.applies_to = question.decision.applies_to;
  for (const std::size_t rule : question.rules) part.rules.push_back(question.decision.rules[rule]);
  auto evaluation = decision::evaluate(part, question.ground, question.options, run);
  if (!evaluation) return std::unexpected(std::move(evaluation.error()));
  for (decision::Finding& finding : evaluation->findings) {
    finding.rule = question.rules[finding.rule];
  }
  return std::move(evaluation->findings);
}

}  // namespace relook::engine
