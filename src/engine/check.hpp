// SPDX-License-Identifier: Apache-2.0
// `relook check`: does the estate conform to the decision on a day?

#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/run.hpp"
#include "decision/decision.hpp"
#include "decision/finding.hpp"
#include "decision/waiver.hpp"
#include "engine/assume.hpp"
#include "engine/estates.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "engine/readings.hpp"
#include "engine/situation.hpp"
#include "engine/timeline.hpp"
#include "engine/visits.hpp"
#include "identity/judge.hpp"
#include "report/document.hpp"

namespace relook::engine {

struct CheckRequest {
  std::filesystem::path estate;
  std::filesystem::path decision;
  std::optional<Date> on = {};         ///< the estate's as_of where it is not given
  std::filesystem::path with = {};     ///< further planned changes; empty for none
  std::filesystem::path places = {};   ///< the authority's list; empty where it was not given
  std::filesystem::path waivers = {};  ///< empty for none
  std::vector<std::pair<std::string, std::string>> set = {};  ///< parameters of the decision
  std::vector<std::string> assume = {};  ///< behind those that estate.toml holds
  std::size_t listed_max = 1000;         ///< offenders that each finding lists
  bool timeline = false;                 ///< also what is found on every day of a span of years
  std::optional<Date> from = {};         ///< the timeline's first day; else the decision's earliest
  bool readings = false;                 ///< also every combination of the parameters' readings
  /// Further estates, joined with `estate` in whatever order they are given.
  std::vector<std::filesystem::path> further_estates = {};
  std::optional<Survey> survey = {};  ///< also a sample of sites to inspect
};

/// All estates that the request names, in its order.
[[nodiscard]] std::vector<std::filesystem::path> estates_of(const CheckRequest& request);

/// What one evaluation saw and found.
struct Judged {
  std::unique_ptr<Situation> situation;
  decision::Evaluation evaluation;
  identity::Coverage coverage;
  std::optional<Timeline> timeline = {};  ///< where it was asked for
  std::optional<Readings> readings = {};  ///< where they were asked for
};

struct CheckResult {
  decision::Decision decision;
  Date on;
  Digest estate_digest;  ///< of several estates, over their digests
  /// The estates where they are several, in order of their scopes; else none.
  std::vector<EstateRead> estates;
  Digest registry_digest;
  Digest functions_digest;
  std::optional<Digest> places_digest;
  std::optional<Digest> waivers_digest;
  std::optional<Digest> with_digest;
  /// Held for the situations, which look at it.
  std::unique_ptr<estate::Table> places;
  std::vector<decision::Waiver> waivers;
  std::vector<Assumption> assumptions;
  Judged judged;                         ///< on the assumptions, where there are any
  std::optional<Judged> on_facts_alone;  ///< without them; nothing where nothing was assumed
  std::optional<Visits> visits;          ///< where they were asked for; drawn on the facts alone
  Diagnostics warnings;

  [[nodiscard]] decision::Verdict verdict() const { return judged.evaluation.total; }
  /// What was judged without assumptions.
  [[nodiscard]] const Judged& on_facts() const { return on_facts_alone ? *on_facts_alone : judged; }
};

/// Reads everything that the request names and evaluates it. `library` must outlive the result.
[[nodiscard]] Outcome<CheckResult> check(const CheckRequest& request, const Library& library,
                                         const Run& run);

/// The answer as the contract of docs/schema/check.schema.json.
[[nodiscard]] codec::Tree check_tree(const CheckResult& result);

/// The answer as a report in every format; the map, which asks every row once more, only where a
/// page is `wanted`.
[[nodiscard]] report::Document check_document(const CheckResult& result,
                                              report::Shown wanted = report::Shown::everywhere);

}  // namespace relook::engine
