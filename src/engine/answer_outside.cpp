// SPDX-License-Identifier: Apache-2.0
#include "engine/answer_outside.hpp"

#include <fmt/format.h>

#include "engine/avoid_rule.hpp"
#include "engine/cap_by_demand.hpp"
#include "engine/prove_wording.hpp"
#include "engine/unknown_rows.hpp"
#include "engine/withstand.hpp"

namespace relook::engine {
namespace {

using decision::Finding;
using decision::OutsideQuestion;
using decision::Verdict;
using estate::TableId;
using trust::Answer;

ProofRows rows_of(const AskedDemands& demands) {
  ProofRows rows;
  for (std::uint32_t row = 0; row < demands.asked.size(); ++row) {
    if (demands.proved(row)) rows.demands.push_back(row);
  }
  return rows;
}

void tell(const OutsideQuestion& question, const RuleProof& proof, Finding& finding) {
  finding.in_itself = proof.in_itself;
  finding.scope = proof.counts.pairs;
  finding.offender_count = proof.counts.answers[static_cast<std::size_t>(Answer::breaches)];
  finding.possible_count = proof.counts.answers[static_cast<std::size_t>(Answer::undecided)];
  finding.undecided_because = proof.undecided_because;
  finding.expired_waivers = proof.expired_waivers;
  for (const DemandAnswer& answer : proof.answers) {
    if (answer.answer == Answer::undecided && finding.undecided_because.empty() &&
        proof.in_itself == Verdict::undecided) {
      finding.undecided_because = answer.name + ": " + answer.undecided_because;
      if (finding.possible_count > 1) {
        finding.undecided_because += fmt::format("; and {} more", finding.possible_count - 1);
      }
    }
    if (answer.answer != Answer::breaches) continue;
    if (finding.offenders.size() == question.listed_max) continue;
    finding.offenders.push_back(
        {TableId::demands, answer.demand, answer_text(answer, proof, question.rule), {}});
  }
}

void answer_avoid(const OutsideQuestion& question, Finding& finding) {
  const CanFail everything;
  const AvoidGround ground{question.decision, question.facts, everything, question.waivers};
  const AskedDemands demands = asked_demands(question.rule, ground, question.run);
  const Read<ProofNetwork> network =
      proof_network(question.facts, rows_of(demands), Down::nothing, question.run);
  finding.in_itself = Verdict::undecided;
  if (network.diagnostics.has_errors()) {
    finding.undecided_because = first_error(network.diagnostics);
    return;
  }
  const AvoidAsked asked(question.rule, ground, network.value.network, question.run);
  RuleProof proof =
      prove_demands(asked, demands, network.value.routes, ListedAnswers::all, question.run);
  finish_proof(asked, TableId::demands, proof);
  tell(question, proof, finding);
}

}  // namespace

const decision::Outside& answer_outside() {
  static const decision::Outside outside{
      .avoid = answer_avoid, .cap_by_demand = crossing_demands, .withstand = served_rows};
  return outside;
}

}  // namespace relook::engine
