// SPDX-License-Identifier: Apache-2.0
#include "engine/check.hpp"

#include <algorithm>
#include <utility>

#include "base/file.hpp"
#include "decision/evaluate.hpp"
#include "engine/answer_outside.hpp"
#include "engine/estate_ids.hpp"
#include "engine/inputs.hpp"
#include "engine/sites_apart.hpp"
#include "engine/weights_outside.hpp"
#include "estate/folder.hpp"

namespace relook::engine {
namespace {

namespace fs = std::filesystem;

// Everything that was read, before anything is judged.
struct Inputs {
  estate::Estate estate;
  std::optional<Estates> estates;  // where there are several; `estate` is then their join
  std::string decision_text;
  decision::Decision decision;
  std::unique_ptr<estate::Table> places;
  std::vector<decision::Waiver> waivers;
  Diagnostics diagnostics;
};

void read_places(const CheckRequest& request, Inputs& inputs, CheckResult& result) {
  if (request.places.empty()) return;
  estate::TableFile file =
      take(estate::read_table_file(request.places, estate::TableId::places), inputs.diagnostics);
  inputs.places = std::make_unique<estate::Table>(std::move(file.table));
  result.places_digest = file.digest;
}

void read_waivers_file(const CheckRequest& request, Inputs& inputs, CheckResult& result) {
  if (request.waivers.empty()) return;
  const estate::TableFile file =
      take(estate::read_table_file(request.waivers, estate::TableId::waivers), inputs.diagnostics);
  if (file.table.columns.empty()) return;
  result.waivers_digest = file.digest;
  inputs.waivers =
      take(decision::read_waivers(file.table, request.waivers.string(), inputs.decision),
           inputs.diagnostics);
}

void note_with(const CheckRequest& request, CheckResult& result) {
  const Result<std::string> bytes = read_file(request.with);
  if (bytes) result.with_digest = sha256(*bytes);
}

void read_several(const CheckRequest& request, const Library& library, Inputs& inputs,
                  CheckResult& result) {
  inputs.estates =
      take(load_estates(estates_of(request), request.with, library), inputs.diagnostics);
  inputs.estate = inputs.estates->joined;
  result.estates = inputs.estates->read;
  result.estate_digest = digest(result.estates);
  if (!request.with.empty()) note_with(request, result);
}

void read_estate(const CheckRequest& request, const Library& library, Inputs& inputs,
                 CheckResult& result) {
  Read<estate::Estate> read = load_estate(request.estate, library);
  if (!request.with.empty() && !read.diagnostics.has_errors()) {
    // The digest is that of the estate alone; what may be ordered is an input of its own.
    result.estate_digest = digest(read.value);
    read = load_with(read.value, request.estate, library, request.with);
    note_with(request, result);
  } else if (!read.diagnostics.has_errors()) {
    result.estate_digest = digest(read.value);
  }
  inputs.estate = take(std::move(read), inputs.diagnostics);
}

// The ids in selectors that `--readings` will ask in place of those chosen.
Diagnostics check_ids_of_readings(const CheckRequest& request, const Inputs& inputs) {
  Diagnostics diagnostics;
  for (const decision::Choice& choice : inputs.decision.parameters) {
    for (const std::string& reading : choice.readings) {
      if (choice.chosen || reading == choice.value || diagnostics.has_errors()) continue;
      auto set = request.set;
      set.emplace_back(choice.name, reading);
      const Read<decision::Decision> other =
          decision::read_decision(inputs.decision_text, request.decision.string(), {.set = set});
      if (other.diagnostics.has_errors()) continue;
      diagnostics.append(check_ids(other.value, *inputs.estates));
    }
  }
  return diagnostics;
}

// Ids that stand outside the estates must say what they said.
void settle_ids(const CheckRequest& request, Inputs& inputs) {
  if (!inputs.estates) return;
  inputs.diagnostics.append(check_ids(inputs.decision, *inputs.estates));
  if (request.readings && !inputs.diagnostics.has_errors()) {
    inputs.diagnostics.append(check_ids_of_readings(request, inputs));
  }
  inputs.diagnostics.append(check_ids(inputs.waivers, request.waivers.string(), *inputs.estates));
  if (inputs.places == nullptr) return;
  *inputs.places = take(places_of_join(*inputs.places, request.places.string(), *inputs.estates),
                        inputs.diagnostics);
}

Outcome<Inputs> read_inputs(const CheckRequest& request, const Library& library,
                            CheckResult& result) {
  Inputs inputs;
  if (request.further_estates.empty()) {
    read_estate(request, library, inputs, result);
  } else {
    read_several(request, library, inputs, result);
  }
  const Result<std::string> decision = read_file(request.decision, 4U << 20);
  if (!decision) {
    inputs.diagnostics.error(request.decision.string(), {}, decision.error().message);
    return failed(std::move(inputs.diagnostics));
  }
  inputs.decision_text = *decision;
  inputs.decision =
      take(decision::read_decision(*decision, request.decision.string(), {.set = request.set}),
           inputs.diagnostics);
  inputs.diagnostics.append(check_supersedes(inputs.decision, library));
  read_places(request, inputs, result);
  read_waivers_file(request, inputs, result);
  if (inputs.diagnostics.has_errors()) return failed(std::move(inputs.diagnostics));
  inputs.diagnostics.append(decision::check_against(inputs.decision, inputs.estate));
  settle_ids(request, inputs);
  if (inputs.diagnostics.has_errors()) return failed(std::move(inputs.diagnostics));
  return inputs;
}

// What the manifests assume, then what the request does.
Read<Assumed> assume_all(const CheckRequest& request, const Library& library, const Inputs& inputs,
                         Date on) {
  Read<Assumed> before{{inputs.estate, {}}, {}};
  if (inputs.estates) before = assume_each(*inputs.estates, on, library);
  if (before.diagnostics.has_errors()) return before;
  std::vector<std::string> texts = inputs.estate.manifest.assumptions;
  texts.insert(texts.end(), request.assume.begin(), request.assume.end());
  Read<Assumed> all = assume(before.value.estate, texts, on, library.functions);
  std::vector<Assumption>& assumptions = before.value.assumptions;
  assumptions.insert(assumptions.end(), all.value.assumptions.begin(), all.value.assumptions.end());
  all.value.assumptions = std::move(assumptions);
  before.diagnostics.append(std::move(all.diagnostics));
  return {std::move(all.value), std::move(before.diagnostics)};
}

// What every judgement of one run is made with.
struct Hearing {
  const CheckRequest& request;
  const CheckResult& result;
  const Library& library;
  const std::vector<decision::Waiver>& waivers;
  const std::string& decision_text;
  const Run& run;
};

Outcome<Timeline> timeline_of(const estate::Estate& estate, const Hearing& hearing) {
  auto found =
      timeline({hearing.result.decision, hearing.waivers, estate, hearing.library.functions,
                hearing.result.places.get(), hearing.result.on, hearing.request.from},
               hearing.run);
  if (!found) return failed(found.error());
  return std::move(*found);
}

Outcome<Readings> readings_of(const Judged& judged, const decision::EvaluateOptions& options,
                              const Hearing& hearing) {
  return readings(
      {hearing.decision_text, hearing.request.decision.string(), hearing.request.set,
       hearing.result.decision, judged.situation->facts(), options, judged.evaluation.total},
      hearing.run);
}

// Whether a reading of some parameter makes a requirement count sites.
bool may_count_sites(const decision::Decision& decision) {
  return std::ranges::any_of(decision.parameters, [](const decision::Choice& choice) {
    return std::ranges::find(choice.readings, "sites") != choice.readings.end();
  });
}

// Of several estates: what sites that may be one leave open. Days and readings are not asked then.
Outcome<void> hold_back_sites(const Hearing& hearing, Judged& judged) {
  const CheckResult& result = hearing.result;
  if (result.estates.empty()) return {};
  const SpreadOperators spread(judged.situation->estate(), result.estates);
  const std::size_t held_back = hold_back_sites(result.decision, spread, judged.evaluation);
  const bool further =
      (hearing.request.timeline && held_back > 0) ||
      (hearing.request.readings && (held_back > 0 || may_count_sites(result.decision)));
  if (!further) return {};
  return failed({ErrorKind::invalid_input,
                 "--timeline and --readings cannot be asked of a requirement that counts sites "
                 "which several estates may share; ask them of each estate by itself",
                 "check"});
}

Outcome<Judged> judge(const estate::Estate& estate, const Hearing& hearing) {
  const CheckResult& result = hearing.result;
  Judged judged;
  judged.situation = std::make_unique<Situation>(estate, result.on, hearing.library.functions,
                                                 result.places.get());
  const Situation& situation = *judged.situation;
  const decision::EvaluateOptions options{.listed_max = hearing.request.listed_max,
                                          .waivers = hearing.waivers,
                                          .plans_unknown = situation.plans_unknown(),
                                          .outside = &answer_outside()};
  Diagnostics outside = weights_outside(result.decision, situation.facts(),
                                        hearing.request.decision.string(), hearing.run);
  if (outside.has_errors()) return failed(std::move(outside));
  const auto evaluation =
      decision::evaluate(result.decision, situation.facts(), options, hearing.run);
  if (!evaluation) return failed(evaluation.error());
  judged.evaluation = *evaluation;
  if (auto held = hold_back_sites(hearing, judged); !held) {
    return std::unexpected(std::move(held.error()));
  }
  judged.coverage = identity::coverage(situation.estate(), situation.element_vendors(), result.on);
  if (hearing.request.timeline) {
    auto timeline = timeline_of(estate, hearing);
    if (!timeline) return std::unexpected(std::move(timeline.error()));
    judged.timeline = std::move(*timeline);
  }
  if (hearing.request.readings) {
    auto readings = readings_of(judged, options, hearing);
    if (!readings) return std::unexpected(std::move(readings.error()));
    judged.readings = std::move(*readings);
  }
  return judged;
}

}  // namespace

std::vector<fs::path> estates_of(const CheckRequest& request) {
  std::vector<fs::path> paths{request.estate};
  paths.insert(paths.end(), request.further_estates.begin(), request.further_estates.end());
  return paths;
}

Outcome<CheckResult> check(const CheckRequest& request, const Library& library, const Run& run) {
  CheckResult result{};
  Outcome<Inputs> inputs = read_inputs(request, library, result);
  if (!inputs) return std::unexpected(std::move(inputs.error()));
  result.decision = std::move(inputs->decision);
  result.places = std::move(inputs->places);
  result.registry_digest = library.registry.digest;
  result.functions_digest = library.functions.digest();
  result.warnings = std::move(inputs->diagnostics);
  result.on = request.on.value_or(inputs->estate.manifest.as_of);

  Read<Assumed> assumed = assume_all(request, library, *inputs, result.on);
  const bool wrong = assumed.diagnostics.has_errors();
  result.warnings.append(std::move(assumed.diagnostics));
  if (wrong) return failed(std::move(result.warnings));
  result.assumptions = std::move(assumed.value.assumptions);

  const Hearing hearing{request, result, library, inputs->waivers, inputs->decision_text, run};
  Outcome<Judged> judged = judge(assumed.value.estate, hearing);
  if (!judged) return std::unexpected(std::move(judged.error()));
  if (!result.assumptions.empty()) {
    Outcome<Judged> alone = judge(inputs->estate, hearing);
    if (!alone) return std::unexpected(std::move(alone.error()));
    result.on_facts_alone = std::move(*alone);
  }
  result.judged = std::move(*judged);
  result.waivers = std::move(inputs->waivers);
  if (request.survey) {
    const Judged& facts = result.on_facts();
    Result<Visits> visits = draw_visits({*request.survey, result.decision, *facts.situation,
                                         facts.evaluation.findings, result.waivers},
                                        run);
    if (!visits) return failed(visits.error());
    result.visits = std::move(*visits);
  }
  return result;
}

}  // namespace relook::engine
