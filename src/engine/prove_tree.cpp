// SPDX-License-Identifier: Apache-2.0
// The answer of `prove` as JSON: the contract that other tools build on
// (docs/schema/prove.schema.json).

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "engine/answer_tree.hpp"
#include "engine/inputs.hpp"
#include "engine/model_sentences.hpp"
#include "engine/prove.hpp"
#include "engine/silences.hpp"

namespace relook::engine {
namespace {

using codec::Tree;
using decision::Rule;
using trust::Answer;

Tree count_tree(std::uint64_t count) { return Tree::integer(static_cast<Int128>(count)); }

Tree sentences_tree(std::span<const std::string_view> sentences) {
  Tree out = Tree::array();
  for (const std::string_view sentence : sentences) out.push(Tree(sentence));
  return out;
}

Tree share_tree(const std::optional<std::pair<std::uint64_t, std::uint64_t>>& share) {
  if (!share) return Tree(nullptr);
  Tree out = Tree::array();
  out.push(count_tree(share->first));
  out.push(count_tree(share->second));
  return out;
}

// A count of scenarios as an integer, or as text where JSON readers would lose digits.
Tree scenarios_tree(const std::string& digits) {
  constexpr std::size_t kSafeDigits = 15;
  if (digits.size() > kSafeDigits) {
    constexpr std::string_view kTwoTo53 = "9007199254740992";
    const bool small = digits.size() == kTwoTo53.size() && digits <= kTwoTo53;
    if (!small) return Tree(digits);
  }
  return Tree(*parse_decimal(digits, 0));
}

Tree number_tree(std::uint8_t failures) {
  return failures == trust::kNever ? Tree(nullptr) : Tree(std::int64_t{failures});
}

Tree scenario_tree(const std::optional<ShownScenario>& shown) {
  if (!shown) return Tree(nullptr);
  Tree out = Tree::object();
  out.add("failed", texts_tree(shown->failed));
  out.add("path", texts_tree(shown->path));
  out.add("links", texts_tree(shown->links));
  out.add("crosses", text_or_null(shown->crosses));
  out.add("share", share_tree(shown->share));
  return out;
}

Tree rule_id(const Rule& rule) { return text_or_null(rule.id); }

Tree demand_tree(const DemandAnswer& answer, const RuleProof& proof, const ProveResult& result) {
  Tree out = Tree::object();
  out.add("demand", Tree(answer.name));
  out.add("rule", rule_id(result.decision.rules[proof.rule]));
  out.add("from", Tree(answer.from));
  out.add("to", texts_tree(answer.to));
  out.add("verdict", Tree(trust::kAnswers[static_cast<std::size_t>(answer.answer)]));
  out.add("surely_asked", Tree(answer.asked == Truth::yes));
  out.add("scenarios", scenarios_tree(proof.scenarios));
  out.add("counterexample", scenario_tree(answer.counterexample));
  out.add("possible", scenario_tree(answer.possible));
  out.add("unserved_after", answer.answer == Answer::not_applicable
                                ? Tree(nullptr)
                                : number_tree(answer.fewest.unserved));
  out.add("leaves_at", texts_tree(answer.leaves_at));
  out.add("undecided_because", text_or_null(answer.undecided_because));
  return out;
}

// So many with no failure, with one, and so on up to the limit.
Tree by_failures_tree(const std::uint64_t* counts, std::int64_t limit) {
  Tree out = Tree::array();
  for (std::int64_t failures = 0; failures <= limit; ++failures) {
    out.push(count_tree(counts[failures]));
  }
  return out;
}

Tree summary_tree(const trust::PairCounts& counts, std::int64_t limit) {
  Tree out = Tree::object();
  out.add("demands", count_tree(counts.pairs));
  for (const Answer answer :
       {Answer::conforms, Answer::breaches, Answer::undecided, Answer::not_applicable}) {
    std::string name(trust::kAnswers[static_cast<std::size_t>(answer)]);
    std::ranges::replace(name, '-', '_');
    out.add(name, count_tree(counts.answers[static_cast<std::size_t>(answer)]));
  }
  out.add("breaches_by_failures", by_failures_tree(counts.breaches_by_failures, limit));
  out.add("undecided_by_failures", by_failures_tree(counts.undecided_by_failures, limit));
  out.add("unserved_by_failures", by_failures_tree(counts.unserved_by_failures, limit));
  return out;
}

Tree words_tree(const std::set<decision::FailWord>& fail) {
  Tree out = Tree::array();
  for (const decision::FailWord word : fail) {
    out.push(Tree(decision::kFailWords[static_cast<std::size_t>(word)]));
  }
  return out;
}

Tree selector_text(const std::optional<decision::Selector>& selector) {
  return selector ? Tree(selector->text) : Tree(nullptr);
}

Tree rule_tree(const RuleProof& proof, const ProveResult& result) {
  const Rule& rule = result.decision.rules[proof.rule];
  Tree out = Tree::object();
  out.add("rule", rule_id(rule));
  out.add("title", text_or_null(rule.title));
  out.add("clause", Tree(rule.clause));
  out.add("severity", Tree(decision::kSeverities[static_cast<std::size_t>(rule.severity)]));
  out.add("basis", Tree(decision::kBases[static_cast<std::size_t>(rule.basis)]));
  out.add("verdict", Tree(name_of(proof.verdict)));
  out.add("in_itself", Tree(name_of(proof.in_itself)));
  out.add("due", proof.due ? Tree(to_string(*proof.due)) : Tree(nullptr));
  out.add("avoid", selector_text(rule.what));
  out.add("demands", selector_text(rule.demands));
  out.add("failures", Tree(*rule.failures));
  out.add("fail", words_tree({rule.fail.begin(), rule.fail.end()}));
  out.add("ends", Tree(decision::kEndsWords[static_cast<std::size_t>(rule.ends)]));
  out.add("sees", Tree(decision::kSees[static_cast<std::size_t>(rule.sees)]));
  out.add("can_fail", count_tree(proof.things));
  out.add("scenarios", scenarios_tree(proof.scenarios));
  out.add("waived", count_tree(proof.waived));
  out.add("expired_waivers", texts_tree(proof.expired_waivers));
  out.add("undecided_because", text_or_null(proof.undecided_because));
  out.add("summary", summary_tree(proof.counts, *rule.failures));
  return out;
}

void add(const trust::PairCounts& from, trust::PairCounts& to) {
  to.pairs += from.pairs;
  for (std::size_t i = 0; i < std::size(to.answers); ++i) to.answers[i] += from.answers[i];
  for (std::size_t i = 0; i < std::size(to.breaches_by_failures); ++i) {
    to.breaches_by_failures[i] += from.breaches_by_failures[i];
    to.undecided_by_failures[i] += from.undecided_by_failures[i];
    to.unserved_by_failures[i] += from.unserved_by_failures[i];
  }
}

std::string_view match_word(Truth matches) {
  return matches == Truth::yes ? "surely" : matches == Truth::unknown ? "possibly" : "no";
}

Tree replayed_tree(const ReplayedPath& path) {
  Tree out = Tree::object();
  out.add("cost", count_tree(path.cost));
  out.add("way", Tree(path.way));
  out.add("path", texts_tree(path.path));
  out.add("links", texts_tree(path.links));
  out.add("crosses", text_or_null(path.crosses));
  out.add("to_be_avoided", Tree(match_word(path.matches)));
  out.add("share", share_tree(path.share));
  return out;
}

Tree replays_tree(const Proved& proved, const ProveResult& result) {
  Tree out = Tree::array();
  for (const Replay& replay : proved.replays) {
    Tree& one = out.push(Tree::object());
    one.add("demand", Tree(replay.demand));
    one.add("rule", rule_id(result.decision.rules[replay.rule]));
    one.add("against", Tree(match_word(replay.against)));
    Tree& steps = one.add("steps", Tree::array());
    for (const ReplayStep& step : replay.steps) {
      Tree& entry = steps.push(Tree::object());
      entry.add("failed", texts_tree(step.failed));
      entry.add("carried", step.carried ? replayed_tree(*step.carried) : Tree(nullptr));
      Tree& competing = entry.add("competing", Tree::array());
      for (const ReplayedPath& path : step.competing) competing.push(replayed_tree(path));
    }
  }
  return out;
}

// What the proofs say, and on what; `answers` are those that are listed.
void add_proved(const Proved& proved, const ProveResult& result, Tree& out) {
  std::int64_t limit = 0;
  std::set<decision::FailWord> fail;
  trust::PairCounts counts;
  for (const RuleProof& proof : proved.rules) {
    const Rule& rule = result.decision.rules[proof.rule];
    limit = std::max(limit, *rule.failures);
    fail.insert(rule.fail.begin(), rule.fail.end());
    add(proof.counts, counts);
  }
  out.add("failures", Tree(limit));
  out.add("fail", words_tree(fail));
  out.add("complete", Tree(proved.complete));
  out.add("gaps", silences_tree(proved.silences));
  Tree& rules = out.add("rules", Tree::array());
  for (const RuleProof& proof : proved.rules) rules.push(rule_tree(proof, result));
  Tree& demands = out.add("demands", Tree::array());
  for (const RuleProof& proof : proved.rules) {
    for (const DemandAnswer& answer : proof.answers) {
      demands.push(demand_tree(answer, proof, result));
    }
  }
  out.add("summary", summary_tree(counts, limit));
}

Tree facts_alone_tree(const ProveResult& result) {
  if (!result.on_facts_alone) return Tree(nullptr);
  const Proved& alone = *result.on_facts_alone;
  Tree out = Tree::object();
  out.add("verdict", Tree(name_of(alone.total)));
  std::map<std::pair<std::size_t, std::string>, Answer> assumed;
  for (const RuleProof& proof : result.proved.rules) {
    for (const DemandAnswer& answer : proof.answers) {
      assumed.emplace(std::pair(proof.rule, answer.name), answer.answer);
    }
  }
  Tree demands = Tree::array();
  trust::PairCounts counts;
  std::int64_t limit = 0;
  for (const RuleProof& proof : alone.rules) {
    add(proof.counts, counts);
    limit = std::max(limit, *result.decision.rules[proof.rule].failures);
    for (const DemandAnswer& answer : proof.answers) {
      const auto found = assumed.find(std::pair(proof.rule, answer.name));
      if (found != assumed.end() && found->second == answer.answer) continue;
      demands.push(demand_tree(answer, proof, result));
    }
  }
  out.add("complete", Tree(alone.complete));
  out.add("gaps", silences_tree(alone.silences));
  out.add("demands", std::move(demands));
  out.add("summary", summary_tree(counts, limit));
  return out;
}

Tree decision_tree(const ProveResult& result) {
  if (result.by_words) return Tree(nullptr);
  Tree out = Tree::object();
  out.add("id", Tree(result.decision.id));
  out.add("version", Tree(result.decision.version));
  out.add("status", Tree(decision::kStatuses[static_cast<std::size_t>(result.decision.status)]));
  out.add("digest", Tree(to_string(result.decision.digest)));
  out.add("parameters", parameters_tree(result.decision));
  return out;
}

Tree asked_tree(const ProveRequest& request) {
  Tree out = Tree::object();
  out.add("from", text_or_null(request.words.from));
  out.add("to", text_or_null(request.words.to));
  out.add("plane", text_or_null(request.words.plane));
  out.add("only", text_or_null(request.only));
  out.add("except", text_or_null(request.except));
  out.add("down", texts_tree(request.down));
  return out;
}

}  // namespace

Tree prove_tree(const ProveResult& result) {
  const estate::Manifest& manifest = result.proved.situation->estate().manifest;
  Tree out = new_data();
  Tree& estate = out.add("estate", Tree::object());
  estate.add("name", Tree(manifest.name));
  estate.add("as_of", Tree(to_string(manifest.as_of)));
  estate.add("digest", Tree(to_string(result.estate_digest)));
  estate.add("notice", text_or_null(manifest.notice));
  out.add("decision", decision_tree(result));
  out.add("on", Tree(to_string(result.on)));
  out.add("assumptions", assumptions_tree(result.assumptions));
  Tree& inputs = out.add("inputs", Tree::object());
  inputs.add("registry", Tree(to_string(result.registry_digest)));
  inputs.add("functions", Tree(to_string(result.functions_digest)));
  inputs.add("places", digest_tree(result.places_digest));
  inputs.add("waivers", digest_tree(result.waivers_digest));
  inputs.add("with", digest_tree(result.with_digest));
  out.add("asked", asked_tree(result.request));
  out.add("verdict", Tree(name_of(result.verdict())));
  out.add("model", sentences_tree(model_sentences()));
  out.add("not_modelled", sentences_tree(not_modelled()));
  add_proved(result.proved, result, out);
  if (!result.proved.replays.empty()) out.add("replays", replays_tree(result.proved, result));
  out.add("on_facts_alone", facts_alone_tree(result));
  return out;
}

}  // namespace relook::engine
