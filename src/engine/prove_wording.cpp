// SPDX-License-Identifier: Apache-2.0
#include "engine/prove_wording.hpp"

#include <fmt/format.h>

#include "engine/inputs.hpp"

namespace relook::engine {

using trust::Answer;

report::Tone tone_of(Answer answer) {
  switch (answer) {
    case Answer::breaches:
      return report::Tone::bad;
    case Answer::undecided:
      return report::Tone::unsure;
    case Answer::conforms:
      return report::Tone::good;
    case Answer::not_applicable:
      return report::Tone::muted;
  }
  return report::Tone::unsure;
}

std::string_view name_of(Answer answer) {
  return trust::kAnswers[static_cast<std::size_t>(answer)];
}

std::string fail_text(const decision::Rule& rule) {
  constexpr std::string_view kPlural[] = {"links", "nodes", "risk groups", "sites"};
  std::string text;
  for (std::size_t i = 0; i < rule.fail.size(); ++i) {
    if (i > 0) text += i + 1 == rule.fail.size() ? " and " : ", ";
    text += kPlural[static_cast<std::size_t>(rule.fail[i])];
  }
  return text.empty() ? "nothing" : text;
}

std::string failures_text(const decision::Rule& rule) {
  if (*rule.failures == 0) return "no failure";
  return fmt::format("up to {} of {}",
                     counted(static_cast<std::uint64_t>(*rule.failures), "failure"),
                     fail_text(rule));
}

std::string path_text(const std::vector<std::string>& path) {
  return path.empty() ? "-" : fmt::format("{}", fmt::join(path, " > "));
}

std::string failed_text(const std::vector<std::string>& failed) {
  if (failed.empty()) return "today";
  std::string text = "once ";
  for (std::size_t i = 0; i < failed.size(); ++i) {
    if (i > 0) text += i + 1 == failed.size() ? " and " : ", ";
    text += failed[i];
  }
  return text + (failed.size() == 1 ? " has failed" : " have failed");
}

std::string share_text(const std::optional<std::pair<std::uint64_t, std::uint64_t>>& share) {
  if (!share) return "";
  if (share->first == share->second) return "all of the traffic";
  return fmt::format("{}/{} of the traffic", share->first, share->second);
}

std::string unserved_text(const DemandAnswer& answer, const decision::Rule& rule) {
  if (answer.fewest.unserved == trust::kNever) {
    return *rule.failures == 0 ? "served today"
                               : fmt::format("served after {}", failures_text(rule));
  }
  if (answer.fewest.unserved == 0) return "without a path today";
  return fmt::format("unserved after {}", counted(answer.fewest.unserved, "failure"));
}

namespace {

std::string shown_text(const ShownScenario& shown) {
  const std::string what = shown.crosses.empty() ? "something not named" : shown.crosses;
  std::string text = fmt::format("{} {}", what, failed_text(shown.failed));
  if (!shown.path.empty()) text += ": " + path_text(shown.path);
  const std::string share = share_text(shown.share);
  if (!share.empty()) text += " (" + share + ")";
  return text;
}

}  // namespace

std::string answer_text(const DemandAnswer& answer, const RuleProof& proof,
                        const decision::Rule& rule) {
  switch (answer.answer) {
    case Answer::breaches:
      return "crosses " + (answer.counterexample ? shown_text(*answer.counterexample) : "it");
    case Answer::undecided:
      return answer.undecided_because +
             (answer.possible ? "; possibly crosses " + shown_text(*answer.possible) : "");
    case Answer::conforms:
      if (*rule.failures == 0) return "clean; " + unserved_text(answer, rule);
      return fmt::format("clean in all {} scenarios of {}; {}", proof.scenarios,
                         failures_text(rule), unserved_text(answer, rule));
    case Answer::not_applicable:
      return "an end is out of service";
  }
  return {};
}

std::string counts_text(const trust::PairCounts& counts) {
  std::string text;
  for (const Answer answer :
       {Answer::breaches, Answer::undecided, Answer::conforms, Answer::not_applicable}) {
    const std::uint64_t count = counts.answers[static_cast<std::size_t>(answer)];
    if (count == 0) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name_of(answer), count);
  }
  return text;
}

std::string verdict_text(const ProveResult& result, const Proved& proved) {
  std::string text;
  for (const RuleProof& proof : proved.rules) {
    const decision::Rule& rule = result.decision.rules[proof.rule];
    if (!text.empty()) text += "; ";
    if (!rule.id.empty()) text += rule.id + ": ";
    if (proof.verdict == decision::Verdict::not_in_force) text += "not in force; it would be: ";
    const std::string counts = counts_text(proof.counts);
    text += counts.empty() ? fmt::format("no {} is asked about", result.pairs ? "pair" : "demand")
                           : counts + (result.pairs ? " pairs" : " demands");
    if (!proof.undecided_because.empty()) text += " (" + proof.undecided_because + ")";
    text += ", over " + failures_text(rule);
  }
  if (proved.rules.empty()) text = "the decision has no rule of kind avoid";
  if (!proved.complete) {
    text += fmt::format("; stopped after {}: what was not covered is undecided",
                        counted(proved.steps, "scenario"));
  }
  if (!proved.silences.empty()) {
    text += fmt::format("; {} that a proof needs {} not known",
                        counted(proved.silences.size(), "thing"),
                        proved.silences.size() == 1 ? "is" : "are");
  }
  return text;
}

}  // namespace relook::engine
