// SPDX-License-Identifier: Apache-2.0
// `relook diff`: what moved between two estates, decisions, days or results, by which elements and
// why (docs/diff.md).

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/run.hpp"
#include "codec/tree.hpp"
#include "engine/bridge.hpp"
#include "engine/check.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "report/document.hpp"

namespace relook::engine {

struct DiffRequest {
  std::filesystem::path before;      ///< an estate, or what `check --format json` wrote
  std::filesystem::path after = {};  ///< the same; empty: `before` once more
  std::vector<std::filesystem::path> decisions = {};  ///< one for both sides, or one for each
  std::vector<Date> on = {};  ///< none: each estate's as_of; one for both; or one for each
  std::filesystem::path places = {};
  std::filesystem::path waivers = {};
  /// Parameters; each is set in the decisions that have it.
  std::vector<std::pair<std::string, std::string>> set = {};
  std::vector<std::string> assume = {};
  std::size_t listed_max = 1000;  ///< reasons of each finding, and ids of each step
};

struct DiffSide {
  codec::Tree answer;                     ///< of check, as docs/schema/check.schema.json says
  std::optional<CheckResult> check = {};  ///< nothing where a result was given: it holds no rows
};

/// Which way a finding went. What is undecided where it was not is no better, whatever it was.
enum class Moved : std::uint8_t {
  worse,         ///< breaches, and did not
  unsettled,     ///< undecided, and was not
  better,        ///< conforms, and did not
  otherwise,     ///< from or to not-applicable or not-in-force
  same_verdict,  ///< in its figures, or in who makes them
  only_before,   ///< the second side does not have it
  only_after,    ///< the first side does not have it
};
inline constexpr std::string_view kMoved[] = {
    "worse", "unsettled", "better", "otherwise", "same-verdict", "only-before", "only-after"};
[[nodiscard]] inline std::string_view name_of(Moved moved) {
  return kMoved[static_cast<std::size_t>(moved)];
}

/// One thing that differs: a cell of a table of the estate; a key of the rule, a term or a
/// parameter (tables `decision`, `terms`, `parameters`); the day (`asked`); or, where there are
/// only results, what is said of an offender (`offenders`).
struct Reason {
  std::string table;
  std::string id;
  std::string column;
  std::optional<std::string> before;
  std::optional<std::string> after;
};

struct FindingChange {
  std::string finding;
  Moved moved;
  codec::Tree before;  ///< the figures of the finding as check gives them; null where it has none
  codec::Tree after;
  std::vector<Reason> because;  ///< the first ones
  std::uint64_t because_count = 0;
  std::optional<Bridge> bridge;  ///< nothing where one side is a result, or nothing is counted
};

struct DiffResult {
  DiffSide before;
  DiffSide after;
  std::vector<FindingChange> changes;  ///< in the order of the first side, then of the second
  std::vector<std::string> unchanged;  ///< findings that are the same, row by row where there are
  Diagnostics warnings;

  [[nodiscard]] std::uint64_t count(Moved moved) const;
};

/// Checks what is not checked yet and compares.
[[nodiscard]] Outcome<DiffResult> diff(const DiffRequest& request, const Library& library,
                                       const Run& run);

/// The answer as the contract of docs/schema/diff.schema.json.
[[nodiscard]] codec::Tree diff_tree(const DiffResult& result);
[[nodiscard]] report::Document diff_document(const DiffResult& result);

}  // namespace relook::engine
