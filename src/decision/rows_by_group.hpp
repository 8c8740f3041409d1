// SPDX-License-Identifier: Apache-2.0
// One pass over the rows of a rule's table that keeps what matters of them, by group.
//
// Most rows are not in scope or do not match. Blocks of rows are asked and joined while they are in
// the cache, and only the rows that are left are sorted into their groups. Parts of the table are
// looked at side by side; within a group rows come in their order.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/run.hpp"
#include "decision/grouping.hpp"
#include "decision/scope.hpp"

namespace relook::decision {

/// A row as a rule counts it for one group: whether it is in the whole, whether it matches.
struct CountedRow {
  std::uint32_t row;
  Truth in;  ///< never `no`
  Truth matches;
};

/// Which rows are kept: all that may be in scope, or those of them that may match.
enum class Kept : std::uint8_t { in_scope, matching };

/// What is kept of classes of rows.
struct Keeping {
  Kept kept;
  /// What besides the classes says whether a row matches; by the codes of its site.
  const GatheredAnswer* near = nullptr;
  /// By group, whether its rows are wanted; empty where all are.
  std::span<const std::uint8_t> groups = {};
};

/// The rows of one group, in their order, as pieces of what holds them.
struct GroupRowsView {
  std::vector<std::span<const CountedRow>> pieces;

  template <class Visit>
  void for_each(const Visit& visit) const {
    for (const std::span<const CountedRow> piece : pieces) {
      for (const CountedRow& row : piece) visit(row);
    }
  }
  [[nodiscard]] std::size_t size() const {
    std::size_t rows = 0;
    for (const std::span<const CountedRow> piece : pieces) rows += piece.size();
    return rows;
  }
};

/// The rows that a rule keeps, in the groups that they may be in.
class RowsByGroup {
 public:
  [[nodiscard]] static RowsByGroup make(const RuleAnswers& answers, const Grouping& grouping,
                                        Kept kept, const Run& run);

  /// The same from what is said of classes of rows.
  [[nodiscard]] static RowsByGroup make(const ClassTruths& truths, const Grouping& grouping,
                                        const Keeping& keeping, const Run& run);

  /// O(parts of the table).
  [[nodiscard]] GroupRowsView of(std::size_t group) const;

  /// The rows that were kept in one part of the table, by group, then by row.
  struct Part {
    std::vector<CountedRow> rows;
    std::vector<std::size_t> begins;  ///< by group, and one more: where its rows begin
  };

 private:
  std::vector<Part> parts_;
};

}  // namespace relook::decision
