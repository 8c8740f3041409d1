// SPDX-License-Identifier: Apache-2.0
// `relook explain`: how one verdict came about, down to the cells.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/quantity.hpp"
#include "base/run.hpp"
#include "base/truth.hpp"
#include "engine/check.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "engine/row_facts.hpp"
#include "report/document.hpp"

namespace relook::engine {

struct ExplainRequest {
  std::string finding;    ///< its id, as check prints it
  CheckRequest check;     ///< what check was asked
  std::size_t shown = 5;  ///< rows of each class whose cells are shown
};

/// A supply that speaks of who made an element.
struct Witness {
  std::string id;  ///< the row's key cells
  std::string role;
  std::string vendor;
  std::string source;
  std::string observed_on;
  std::string from;
  std::string until;
};

struct ExplainedFact {
  RowFact fact;
  std::vector<Witness> witnesses = {};  ///< of elements.vendor
};

/// A row, and the cells that the rule read of it.
struct ExplainedRow {
  std::string id;
  std::string judged;   ///< of elements: "huawei", "huawei or nokia", "anyone", "nobody"
  std::string because;  ///< why it surely counts or matches; empty where it does not
  std::vector<std::string> unknown = {};  ///< what leaves it open, such as "elements.vendor"
  std::vector<ExplainedFact> facts = {};
};

/// The rows that stand alike towards the finding.
struct RowClass {
  Truth in;
  Truth matches;
  std::uint64_t rows = 0;
  std::optional<Int128> weight = {};  ///< of those whose weight is known, where rows are weighed
  std::vector<ExplainedRow> shown = {};
};

struct ExplainResult {
  CheckResult check;
  std::size_t finding;  ///< an index of the evaluation's findings
  /// All nine, from surely to not; empty where the rule counts no rows.
  std::vector<RowClass> classes;
  Diagnostics warnings;

  [[nodiscard]] const decision::Finding& found() const {
    return check.judged.evaluation.findings[finding];
  }
  [[nodiscard]] const decision::Rule& rule() const { return check.decision.rules[found().rule]; }
};

/// Checks, and looks into one finding. Fails with the nearest ids where there is no such finding.
[[nodiscard]] Outcome<ExplainResult> explain(const ExplainRequest& request, const Library& library,
                                             const Run& run);

/// One end of a measured share, held against what it may be or must reach, by multiplication.
struct Comparison {
  std::string_view end;  ///< "low", "high"
  Fraction fraction;
  Int128 left;   ///< the part times the limit's whole
  Int128 right;  ///< the whole times the limit's part
  bool holds;    ///< left <= right, or for what must be reached left >= right
};
/// The arithmetic of a share with a limit; empty for findings without one.
[[nodiscard]] std::vector<Comparison> comparisons(const ExplainResult& result);

/// The answer as the contract of docs/schema/explain.schema.json.
[[nodiscard]] codec::Tree explain_tree(const ExplainResult& result);
[[nodiscard]] report::Document explain_document(const ExplainResult& result);

}  // namespace relook::engine
