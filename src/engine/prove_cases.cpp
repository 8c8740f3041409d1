// SPDX-License-Identifier: Apache-2.0
#include "engine/prove_cases.hpp"

#include <fmt/format.h>

#include <utility>

#include "engine/check_cases.hpp"
#include "engine/prove_wording.hpp"
#include "engine/wording.hpp"

namespace relook::engine {
namespace {

using decision::Rule;
using decision::Verdict;
using report::CaseOutcome;
using trust::Answer;

// A demand of a rule that is not in force is not asked.
CaseOutcome outcome_of(Answer answer, Verdict of_rule) {
  if (of_rule == Verdict::not_in_force) return CaseOutcome::skipped;
  switch (answer) {
    case Answer::breaches:
      return of_rule == Verdict::breaches ? CaseOutcome::failed : CaseOutcome::open;
    case Answer::undecided:
      return CaseOutcome::open;
    case Answer::conforms:
      return CaseOutcome::passed;
    case Answer::not_applicable:
      return CaseOutcome::skipped;
  }
  return CaseOutcome::open;
}

std::string rule_id(const Rule& rule) { return rule.id.empty() ? "avoid" : rule.id; }

report::CaseRule case_rule(const Rule& rule) {
  return {rule_id(rule),
          title_of(rule),
          rule.clause,
          rule.severity == decision::RuleSeverity::warn ? report::CaseWeight::warns
                                                        : report::CaseWeight::stops,
          {{"kind", "avoid"},
           {"failures", failures_text(rule)},
           {"basis", std::string(decision::kBases[static_cast<std::size_t>(rule.basis)])}}};
}

void add_place(const std::optional<ShownScenario>& shown, report::Case& out) {
  if (!shown || shown->crosses.empty()) return;
  out.places.push_back({{{"network element", shown->crosses}}, failed_text(shown->failed)});
}

report::Case case_of(const DemandAnswer& answer, const RuleProof& proof, const Rule& rule,
                     std::size_t number) {
  report::Case out{fmt::format("{}/{}", rule_id(rule), answer.name),
                   number,
                   fmt::format("{} ({})", title_of(rule), answer.name),
                   outcome_of(answer.answer, proof.verdict),
                   std::string(name_of(answer.answer)),
                   answer_text(answer, proof, rule)};
  add_place(answer.counterexample, out);
  add_place(answer.possible, out);
  return out;
}

}  // namespace

report::CaseSuite prove_cases(const ProveResult& result) {
  const std::string& estate = result.proved.situation->estate().manifest.name;
  const std::string asked = result.by_words ? "avoid" : result.decision.id;
  report::CaseSuite suite{
      .id = fmt::format("{}/{}", asked, to_string(result.on)),
      .title = fmt::format("{}: {} on {}", result.decision.title, estate, to_string(result.on)),
      .total = outcome_of(result.verdict())};
  bool stopped = false;
  for (const RuleProof& proof : result.proved.rules) {
    const Rule& rule = result.decision.rules[proof.rule];
    suite.rules.push_back(case_rule(rule));
    for (const DemandAnswer& answer : proof.answers) {
      suite.cases.push_back(case_of(answer, proof, rule, suite.rules.size() - 1));
      stopped = stopped || (suite.cases.back().outcome <= CaseOutcome::open &&
                            suite.rules.back().weight == report::CaseWeight::stops);
    }
  }
  if (stopped || suite.total == CaseOutcome::passed) return suite;
  suite.rules.push_back({"(whole)", "The proof as a whole"});
  suite.cases.push_back({"(whole)", suite.rules.size() - 1, "The proof as a whole", suite.total,
                         std::string(name_of(result.verdict())),
                         verdict_text(result, result.proved)});
  return suite;
}

}  // namespace relook::engine
