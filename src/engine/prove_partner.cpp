// SPDX-License-Identifier: Apache-2.0
#include "engine/prove_partner.hpp"

#include <fmt/format.h>

#include <string>

#include "engine/inputs.hpp"
#include "engine/model_sentences.hpp"
#include "engine/prove_wording.hpp"

namespace relook::engine {
namespace {

using decision::Rule;

std::string traffic_text(const ProveResult& result, const RuleProof& proof) {
  const Rule& rule = result.decision.rules[proof.rule];
  const std::string which =
      result.pairs ? fmt::format("every pair of elements from [{}] to [{}]",
                                 result.request.words.from, result.request.words.to)
                   : fmt::format("the demands [{}]", rule.demands ? rule.demands->text : "");
  return fmt::format("{}: {} asked, {}", which, proof.counts.pairs,
                     proof.counts.pairs == 0 ? "none found" : counts_text(proof.counts));
}

std::string believed_text(const RuleProof& proof, const Rule& rule) {
  using decision::Verdict;
  switch (proof.in_itself) {
    case Verdict::conforms:
      return fmt::format(
          "every set of {} was covered, {} sets for each; whoever holds the estate with this "
          "digest "
          "gets the same bytes from the same command",
          failures_text(rule), proof.scenarios);
    case Verdict::breaches:
      return "a smallest counterexample is shown for each breach, and --replay walks through it";
    default:
      return "nothing is claimed: what is missing is named, and could change the answer";
  }
}

std::string assumptions_text(const ProveResult& result) {
  if (result.assumptions.empty()) return "none beyond the model";
  std::string text;
  for (const Assumption& assumption : result.assumptions) {
    text += (text.empty() ? "" : "; ") + assumption.text;
  }
  return fmt::format("{}; on the facts alone the verdict is: {}", text,
                     name_of(result.on_facts_alone->total));
}

std::string not_covered_text(const ProveResult& result) {
  std::string text;
  for (const std::string_view sentence : not_modelled()) {
    text += (text.empty() ? "" : " ") + std::string(sentence);
  }
  if (!result.decision.not_evaluated.empty()) {
    text += fmt::format(" Besides, {} of the decision {} not evaluated by any program.",
                        counted(result.decision.not_evaluated.size(), "clause"),
                        result.decision.not_evaluated.size() == 1 ? "is" : "are");
  }
  text += " That the estate is true is not proved here.";
  return text;
}

}  // namespace

void add_partner_page(const ProveResult& result, report::Document& document) {
  using report::Shown;
  const Shown shown = Shown::markdown | Shown::html;
  document.add(report::PageBreak{}, Shown::html);
  document.add(report::Heading{"For a partner", 2}, shown);
  report::KeyValues page;
  page.entries.push_back({"Verdict", std::string(name_of(result.verdict()))});
  for (const RuleProof& proof : result.proved.rules) {
    const Rule& rule = result.decision.rules[proof.rule];
    const std::string of = rule.id.empty() ? "" : fmt::format(" ({})", rule.id);
    page.entries.push_back({"To be avoided" + of, rule.what->text});
    page.entries.push_back({"Which traffic" + of, traffic_text(result, proof)});
    page.entries.push_back({"Believed because" + of, believed_text(proof, rule)});
  }
  page.entries.push_back({"Assumed", assumptions_text(result)});
  page.entries.push_back({"Not covered", not_covered_text(result)});
  page.entries.push_back({"Estate by its digest", to_string(result.estate_digest)});
  document.add(std::move(page), shown);
}

}  // namespace relook::engine
