// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "base/run.hpp"
#include "decision/counted.hpp"
#include "decision/decision.hpp"
#include "decision/facts.hpp"
#include "decision/finding.hpp"
#include "decision/groundwork.hpp"
#include "decision/scope.hpp"

namespace relook::decision {

/// The rows of a rule's table as its findings count them. What counts as the part is what matches:
/// in a `know` what is shown by enough witnesses, in a `diversify` what is `among` (nothing where
/// the rule does not ask that), in all others `what`.
struct RuleRows {
  estate::TableId table;
  /// By row: whether it is in the part, if it is in the whole.
  std::vector<Truth> matches;
  /// By finding of the list: the rows in its scope, in their order; empty for other rules'.
  std::vector<std::vector<CountedRow>> of_finding;
};

/// The rows of one rule; nothing for kinds that count none: avoid, withstand, shares of demand.
/// Fails where the rule would make more groups than relook holds.
[[nodiscard]] Result<std::optional<RuleRows>> rows_of_rule(const Decision& decision,
                                                           std::size_t rule, Groundwork& ground,
                                                           const std::vector<Finding>& findings,
                                                           const Run& run);

/// Finds what leaves a row of the rule open. The decision and the groundwork must outlive it.
class RowUnknowns {
 public:
  RowUnknowns(const Decision& decision, const Rule& rule, Groundwork& ground, const Run& run);
  RowUnknowns(const RowUnknowns&) = delete;
  RowUnknowns& operator=(const RowUnknowns&) = delete;

  /// The cells, tables and parameters that a rule's selectors, dates, places, weights, groups and
  /// witnesses miss about the row; sorted, each once.
  [[nodiscard]] std::vector<CellUse> of(std::uint32_t row) const;

 private:
  const Rule& rule_;
  EvaluateOptions options_;
  Binding binding_;
  Context context_;
  Scope scope_;
};

}  // namespace relook::decision
