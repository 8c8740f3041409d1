// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>

#include "decision/evaluate.hpp"
#include "engine/answer_outside.hpp"
#include "engine/situation.hpp"
#include "testing/raw_estate.hpp"

namespace relook::testing {

/// Verdicts by finding id, and the total under "".
using Verdicts = std::map<std::string, decision::Verdict>;

struct RawAnswer {
  Verdicts verdicts;
  decision::Evaluation evaluation;
};

/// What relook says; nothing where it refuses the estate. The place of `clear` rules is at 51.5
/// north, 0.1 west, 5 km wide, with s3 on its list.
[[nodiscard]] inline std::optional<RawAnswer> evaluate_raw(const RawEstate& raw,
                                                           const decision::Decision& decision,
                                                           const std::string& on) {
  static const estate::Registry registry = small_registry();
  static const estate::Functions functions = small_functions();
  const Date as_of = *parse_date(kAsOf);
  const RawEstate places_raw = {{"places",
                                 {{{"id", "p"},
                                   {"kind", "base"},
                                   {"lat", "51.5"},
                                   {"lon", "-0.1"},
                                   {"radius_m", "5000"},
                                   {"sites", "s3"}}}}};
  static const estate::Estate places = build(places_raw, registry, functions, as_of).value;
  const Read<estate::Estate> read = build(raw, registry, functions, as_of);
  if (read.diagnostics.has_errors()) return std::nullopt;
  const engine::Situation situation(read.value, *parse_date(on), functions,
                                    &places.table(estate::TableId::places));
  const auto evaluation = decision::evaluate(
      decision, situation.facts(),
      {.plans_unknown = situation.plans_unknown(), .outside = &engine::answer_outside()},
      {.threads = 1});
  if (!evaluation) return std::nullopt;
  RawAnswer answer{{}, *evaluation};
  for (const decision::Finding& finding : evaluation->findings) {
    answer.verdicts[finding.id] = finding.verdict;
  }
  answer.verdicts[""] = evaluation->total;
  return answer;
}

}  // namespace relook::testing
