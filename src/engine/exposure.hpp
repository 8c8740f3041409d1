// SPDX-License-Identifier: Apache-2.0
// `relook exposure`: what each vendor family and each jurisdiction could read, alter or switch off,
// and, with `off`, what is left when some elements stop.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/run.hpp"
#include "engine/assume.hpp"
#include "engine/blackout.hpp"
#include "engine/exposure_groups.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "engine/prove_answer.hpp"
#include "engine/situation.hpp"
#include "engine/traffic_tally.hpp"
#include "report/document.hpp"

namespace relook::engine {

struct ExposureRequest {
  std::filesystem::path estate;
  std::optional<Date> on = {};           ///< the estate's as_of where it is not given
  std::vector<std::string> assume = {};  ///< behind those that estate.toml holds
  std::string off = {};                  ///< selector over elements; empty: no blackout is asked
  std::string stops = {};    ///< "hosted-on,managed-by": along what stopping spreads; empty: these
  std::size_t failures = 0;  ///< the worst scenario of so many failures at once is looked for
  std::string fail = {};     ///< "link,node": what fails; empty: these
  std::size_t budget = 1'000'000;  ///< routes that are computed again before it is given up
};

/// What a group could do to the traffic of one class.
struct ClassExposure {
  std::string name;  ///< of the class; empty where it is not known
  MeasuredTraffic content;
  MeasuredTraffic metadata;
  MeasuredTraffic drop;
  MeasuredTraffic reached;  ///< crossed by what it stands behind or reaches through others
};

/// The failures after which the most traffic surely crosses a group.
struct WorstExposure {
  std::vector<std::string> failed;  ///< "link:ID", in order; empty where none makes it worse
  /// After them:
  ClassExposure total;
  std::vector<ClassExposure> classes;
  CountBounds subscribers;
  CountBounds premises;
  bool may_be_worse;  ///< after others more possibly crosses, though less surely
};

struct GroupExposure {
  GroupKind kind;
  std::string name;
  CountBounds elements;                ///< in service, that it stands behind
  CountBounds reached_elements;        ///< these, and what it reaches through others
  ClassExposure total;                 ///< of all demands
  std::vector<ClassExposure> classes;  ///< by name
  CountBounds subscribers;  ///< of elements that are its own, or whose demands cross its own
  CountBounds premises;
  std::optional<WorstExposure> worst;  ///< where failures were asked for
};

/// A demand whose paths are not known, and why.
struct OpenDemand {
  std::string name;
  std::string because;
};

/// What one set of facts gives.
struct ExposureFacts {
  std::unique_ptr<Situation> situation;
  std::vector<GroupExposure> groups;  ///< families, jurisdictions, not known
  std::vector<OpenDemand> open;       ///< by id
  std::vector<Silence> silences;
  bool demands_known = true;         ///< demands.csv is there
  bool all_scenarios = true;         ///< otherwise the budget ran out before the worst was sure
  bool together_known = true;        ///< what fails together is known
  std::string scenarios;             ///< how many the worst is of, as digits; empty: not asked
  std::optional<Blackout> blackout;  ///< where it was asked for; then there are no groups

  /// Whether nothing that matters was unknown.
  [[nodiscard]] bool complete() const;
};

struct ExposureResult {
  ExposureRequest request;
  Date on;
  Digest estate_digest;
  Digest registry_digest;
  Digest functions_digest;
  std::vector<Assumption> assumptions;
  ExposureFacts facts;                          ///< on the assumptions, where there are any
  std::optional<ExposureFacts> on_facts_alone;  ///< nothing where nothing was assumed
  Diagnostics warnings;
};

/// Reads the estate and finds all of it. `library` must outlive the result.
[[nodiscard]] Outcome<ExposureResult> exposure(const ExposureRequest& request,
                                               const Library& library, const Run& run);

/// The answer as the contract of docs/schema/exposure-1.json.
[[nodiscard]] codec::Tree exposure_tree(const ExposureResult& result);

[[nodiscard]] report::Document exposure_document(const ExposureResult& result);

}  // namespace relook::engine
