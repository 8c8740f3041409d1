// SPDX-License-Identifier: Apache-2.0
#include "engine/cap_by_demand.hpp"

#include <utility>

#include "engine/avoid_rule.hpp"
#include "engine/inputs.hpp"
#include "engine/prove_wording.hpp"
#include "engine/unknown_rows.hpp"

namespace relook::engine {
namespace {

using decision::OutsideRows;
using decision::Rule;
using trust::Answer;

// The rule of kind avoid that asks what the cap does: of its demands, today, with nothing excused.
Rule avoiding(const Rule& cap) {
  Rule rule;
  rule.id = cap.id;
  rule.kind = decision::RuleKind::avoid;
  rule.demands = cap.of;
  rule.what = cap.what;
  rule.failures = 0;
  rule.fail.clear();
  return rule;
}

Truth crosses(Answer answer) {
  switch (answer) {
    case Answer::breaches:
      return Truth::yes;
    case Answer::undecided:
      return Truth::unknown;
    default:
      return Truth::no;
  }
}

}  // namespace

OutsideRows crossing_demands(const decision::OutsideQuestion& question) {
  const Rule rule = avoiding(question.rule);
  const CanFail everything;
  const std::vector<decision::Waiver> none;
  const AvoidGround ground{question.decision, question.facts, everything, none};
  AskedDemands demands = asked_demands(rule, ground, question.run);
  OutsideRows out;
  ProofRows rows;
  for (std::uint32_t row = 0; row < demands.asked.size(); ++row) {
    out.in.push_back(both(demands.asked[row], demands.in_service[row]));
    if (out.in.back() != Truth::no) rows.demands.push_back(row);
    // Whether the cap counts it is one question, whether it crosses another.
    if (demands.asked[row] != Truth::no) demands.asked[row] = Truth::yes;
  }
  out.matches.assign(out.in.size(), Truth::no);
  out.because.resize(out.in.size());
  const Read<ProofNetwork> network =
      proof_network(question.facts, rows, Down::nothing, question.run);
  if (network.diagnostics.has_errors()) {
    out.fault = first_error(network.diagnostics);
    return out;
  }
  const AvoidAsked asked(rule, ground, network.value.network, question.run);
  const RuleProof proof =
      prove_demands(asked, demands, network.value.routes, ListedAnswers::all, question.run);
  for (const DemandAnswer& answer : proof.answers) {
    out.matches[answer.demand] = crosses(answer.answer);
    if (out.matches[answer.demand] == Truth::no) continue;
    out.because[answer.demand] = answer_text(answer, proof, rule);
  }
  const routing::Topology& topology = network.value.network.topology;
  out.missing =
      unknown_elements(*rule.what, question.facts,
                       matching_inside(*rule.what, question.facts, topology, question.run));
  return out;
}

}  // namespace relook::engine
