// SPDX-License-Identifier: Apache-2.0
// `relook decisions test`: the cases beside decisions, each a small estate and what must come out
// of it (docs/decision.md).

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/run.hpp"
#include "decision/finding.hpp"
#include "engine/check.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "report/document.hpp"

namespace relook::engine {

struct CasesRequest {
  /// Decision files, or folders that hold some; empty: those that ship with relook. Decisions of a
  /// folder that have no cases are passed over.
  std::vector<std::filesystem::path> paths = {};
};

/// What expect.toml says.
struct Expected {
  CheckRequest asked;
  decision::Verdict total = decision::Verdict::undecided;
  std::vector<std::pair<std::string, decision::Verdict>>
      verdicts;  ///< in order of the findings' ids
};

/// Reads DECISION.examples/CASE/expect.toml: keys that it does not know are faults.
[[nodiscard]] Read<Expected> read_expected(const std::filesystem::path& decision,
                                           const std::filesystem::path& folder);

/// One verdict that differs; the total where `finding` is "total". No value: not listed, or not
/// found.
struct Difference {
  std::string finding;
  std::optional<decision::Verdict> expected;
  std::optional<decision::Verdict> found;
};

struct CaseResult {
  std::string decision;
  std::string name;
  std::uint64_t findings = 0;
  std::vector<Difference> differences;
  bool run = true;  ///< false where it could not be run; `faults` then say why
};

struct CasesResult {
  std::vector<CaseResult> cases;  ///< by decision, then by name
  Diagnostics faults;

  [[nodiscard]] std::uint64_t failed() const;
};

/// Runs every case. Fails only where there is none to run.
[[nodiscard]] Outcome<CasesResult> decision_cases(const CasesRequest& request,
                                                  const Library& library, const Run& run);

[[nodiscard]] report::Document cases_document(const CasesResult& result);

}  // namespace relook::engine
