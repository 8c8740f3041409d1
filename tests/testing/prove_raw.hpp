// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>

#include "engine/avoid_rule.hpp"
#include "engine/situation.hpp"
#include "testing/raw_estate.hpp"

namespace relook::testing {

/// What a proof says of each demand by its id, and of the rule as a whole under "".
using DemandVerdicts = std::map<std::string, std::string>;

/// The first rule of the decision proved over the estate; nothing where relook refuses it.
[[nodiscard]] inline std::optional<DemandVerdicts> prove_raw(const RawEstate& raw,
                                                             const decision::Decision& decision,
                                                             const std::string& on) {
  static const estate::Registry registry = small_registry();
  static const estate::Functions functions = small_functions();
  const Read<estate::Estate> read = build(raw, registry, functions, *parse_date(kAsOf));
  if (read.diagnostics.has_errors()) return std::nullopt;
  const engine::Situation situation(read.value, *parse_date(on), functions, nullptr);
  const engine::CanFail everything;
  const std::vector<decision::Waiver> no_waivers;
  const engine::AvoidGround ground{decision, situation.facts(), everything, no_waivers};
  const decision::Rule& rule = decision.rules.front();
  const Run run{.threads = 1};
  const engine::AskedDemands demands = engine::asked_demands(rule, ground, run);
  engine::ProofRows rows;
  for (std::uint32_t row = 0; row < demands.asked.size(); ++row) {
    if (demands.proved(row)) rows.demands.push_back(row);
  }
  const Read<engine::ProofNetwork> network =
      engine::proof_network(situation.facts(), rows, engine::Down::nothing, run);
  if (network.diagnostics.has_errors()) return std::nullopt;
  const engine::AvoidAsked asked(rule, ground, network.value.network, run);
  engine::RuleProof proof =
      engine::prove_demands(asked, demands, network.value.routes, engine::ListedAnswers::all, run);
  engine::finish_proof(asked, estate::TableId::demands, proof);
  DemandVerdicts verdicts;
  for (const engine::DemandAnswer& answer : proof.answers) {
    verdicts[answer.name] = trust::kAnswers[static_cast<std::size_t>(answer.answer)];
  }
  verdicts[""] = name_of(proof.verdict);
  return verdicts;
}

}  // namespace relook::testing
