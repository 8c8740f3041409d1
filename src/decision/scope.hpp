// SPDX-License-Identifier: Apache-2.0
// What one rule asks of each row: is it in scope, does it match. Private to the evaluation.

#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/run.hpp"
#include "decision/evaluate.hpp"
#include "decision/family_count.hpp"
#include "decision/grouping.hpp"

namespace relook::decision {

/// Everything an evaluation step needs, handed down by reference.
struct Context {
  const Decision& decision;
  const Facts& facts;
  const EvaluateOptions& options;
  const Binding& binding;
  const Run& run;
};

/// Two columns of answers over the rule's table, and what the rule's kind needs besides. Made once
/// for each rule, whatever the number of its groups.
struct Scope {
  estate::TableId table;
  std::vector<Truth> in;       ///< in service, and, in a cap, matching `of`
  std::vector<Truth> matches;  ///< matching `what`, and what the rule's kind adds
  /// Adds what is unknown about the row's match beyond `what` (a date, a place).
  std::function<void(std::uint32_t, std::vector<CellUse>&)> further = {};
  /// Why a row surely matches, where no selector says it.
  std::function<std::string(std::uint32_t)> reason = {};
  std::vector<Truth> among = {};      ///< of a diversify that counts some families apart
  std::optional<Makers> makers = {};  ///< of a diversify
};
[[nodiscard]] Scope scope_of(const Rule& rule, const Context& context);

/// Whether each element stands near one of the places that a `clear` rule asks about.
[[nodiscard]] std::vector<Truth> near_places(const Rule& rule, const Context& context);

/// What is unknown about a row of the rule: service, group, selectors, and what the kind adds.
[[nodiscard]] std::vector<CellUse> unknowns_of(const Rule& rule, const Scope& scope,
                                               const Context& context, std::uint32_t row);

/// Counts missing facts by kind, operator, region and kind of site.
[[nodiscard]] std::vector<FactGroup> group_facts(const std::vector<CellUse>& facts,
                                                 const Context& context);

/// A row of a group, and how surely it belongs to it.
struct Member {
  std::uint32_t row;
  Truth truth;
};

}  // namespace relook::decision
