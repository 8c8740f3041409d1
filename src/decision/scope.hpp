// SPDX-License-Identifier: Apache-2.0
// What one rule asks of each row: is it in scope, does it match. Private to the evaluation.

#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/parallel.hpp"
#include "base/run.hpp"
#include "decision/answers.hpp"
#include "decision/evaluate.hpp"
#include "decision/family_count.hpp"
#include "decision/grouping.hpp"
#include "decision/row_classes.hpp"
#include "decision/select.hpp"

namespace relook::decision {

/// Whether each row of the tables that rules look over is in service; by table, found once.
using ServiceColumns = std::array<std::vector<Truth>, estate::kTableCount>;

/// Everything an evaluation step needs, handed down by reference.
struct Context {
  const Decision& decision;
  const Facts& facts;
  const EvaluateOptions& options;
  const Binding& binding;
  const Run& run;
  const ServiceColumns& service;
};

/// Adds what is unknown about a row's match beyond `what` (a date, a place).
using FurtherUnknowns = std::function<void(std::uint32_t, std::vector<CellUse>&)>;

/// A rule being asked, and what its selectors do not say about its rows.
struct AskedRule {
  const Rule& rule;
  const Context& context;
  FurtherUnknowns further = {};
  /// Why a row surely matches, where no selector says it.
  std::function<std::string(std::uint32_t)> reason = {};
  /// Of `clear`: whether what stands at a site is near a place, by the site's code.
  std::optional<CodeTruths> near = {};

  [[nodiscard]] estate::TableId table() const { return table_of(rule.over); }
  [[nodiscard]] const std::vector<Truth>& service() const {
    return context.service[static_cast<std::size_t>(table())];
  }
};
[[nodiscard]] AskedRule ask_rule(const Rule& rule, const Context& context);

/// What a rule's selectors say of the rows of each class.
struct ClassTruths {
  const RowClasses& classes;
  std::vector<Truth> in;       ///< by class: in scope
  std::vector<Truth> matches;  ///< by class
};

/// The selectors of a rule made ready to be asked of blocks of rows. The rule must outlive it.
class RuleAnswers {
 public:
  explicit RuleAnswers(const AskedRule& asked);

  /// Writes, for the rows of the chunk, at most kBlockRows of them, whether they are in scope (in
  /// service, and matching `of`) and whether they match (`what`, and what the rule's kind adds).
  void write(Chunk rows, std::span<Truth> in, std::span<Truth> matches) const;

  [[nodiscard]] std::size_t rows() const { return asked_.service().size(); }

  /// Adds to `columns` those whose codes answer both selectors; false where the rule asks
  /// something else, too (`near` is no selector).
  [[nodiscard]] bool add_columns(std::vector<KindsView>& columns) const;
  /// What `write` says, `near` left out, for classes that know these columns.
  [[nodiscard]] ClassTruths of_classes(const RowClasses& classes) const;

 private:
  void write_late(Chunk rows, std::span<Truth> out) const;

  const AskedRule& asked_;
  std::optional<PreparedSelector> of_;
  std::optional<PreparedSelector> what_;
};

/// Two columns of answers over the rule's table, for the kinds of rules that look at rows one by
/// one, and what the kind needs besides. Made once for each rule, whatever the number of groups.
struct Scope {
  estate::TableId table;
  std::vector<Truth> in;       ///< in service, and matching `of`
  std::vector<Truth> matches;  ///< matching `what`, and what the rule's kind adds
  FurtherUnknowns further = {};
  /// Why a row surely matches, where no selector says it.
  std::function<std::string(std::uint32_t)> reason = {};
  std::vector<Truth> among = {};      ///< of a diversify that counts some families apart
  std::optional<Makers> makers = {};  ///< of a diversify
};
[[nodiscard]] Scope scope_of(const Rule& rule, const Context& context);

/// Whether what stands at a site is near one of the places that a `clear` rule asks about.
[[nodiscard]] CodeTruths near_places(const Rule& rule, const Context& context);

/// What is unknown about a row of the rule: service, group, selectors, and what the kind adds.
[[nodiscard]] std::vector<CellUse> unknowns_of(const AskedRule& asked, std::uint32_t row);
[[nodiscard]] std::vector<CellUse> unknowns_of(const Rule& rule, const Scope& scope,
                                               const Context& context, std::uint32_t row);

/// A row of a group, and how surely it belongs to it.
struct Member {
  std::uint32_t row;
  Truth truth;
};

}  // namespace relook::decision
