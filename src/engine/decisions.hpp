// SPDX-License-Identifier: Apache-2.0
// `relook decisions`: which decisions there are and what stands in one.

#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/run.hpp"
#include "decision/decision.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "report/document.hpp"

namespace relook::engine {

struct DecisionsRequest {
  std::filesystem::path folder = {};  ///< empty: those that ship with relook
};

struct DecisionsResult {
  std::vector<decision::Decision> decisions;  ///< by the names of their files
  Diagnostics warnings;
};

/// Reads every decision of the folder. Fails with all faults of all of them.
[[nodiscard]] Outcome<DecisionsResult> decisions(const DecisionsRequest& request,
                                                 const Library& library, const Run& run);

[[nodiscard]] report::Document decisions_document(const DecisionsResult& result);

struct DecisionRequest {
  std::filesystem::path decision;
  std::vector<std::pair<std::string, std::string>> set = {};
};

struct DecisionResult {
  decision::Decision decision;
  Diagnostics warnings;
};

/// Reads one decision.
[[nodiscard]] Outcome<DecisionResult> show_decision(const DecisionRequest& request,
                                                    const Library& library, const Run& run);

[[nodiscard]] report::Document decision_document(const DecisionResult& result);

}  // namespace relook::engine
