// SPDX-License-Identifier: Apache-2.0
// The cells behind an answer: what a rule reads of a row, in the row itself and in the rows that
// it refers to or that speak of it.

#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "decision/decision.hpp"
#include "estate/estate.hpp"

namespace relook::engine {

using ColumnSet = std::set<estate::ColumnRef>;

/// Every column that the rule reads about the rows that it looks over: those of its selectors, of
/// service, of its groups, of its measure and of the witnesses that it counts.
[[nodiscard]] ColumnSet columns_read(const decision::Decision& decision,
                                     const decision::Rule& rule);

struct RowRef {
  estate::TableId table;
  std::uint32_t row;

  friend auto operator<=>(const RowRef&, const RowRef&) = default;
};

/// One cell of one row.
struct RowFact {
  RowRef at;
  std::string id;  ///< the row's own id, or its key cells
  estate::ColumnRef column;
  std::string value;  ///< as the folder writes it; empty where it is not known
};

/// One cell that differs between two estates. No value where there is no such row.
struct CellChange {
  estate::TableId table;
  std::string id;
  std::string column;
  std::optional<std::string> before;
  std::optional<std::string> after;

  friend auto operator<=>(const CellChange&, const CellChange&) = default;
};

/// Finds the rows that bear on a row. The estate must outlive it.
class FactReader {
 public:
  explicit FactReader(const estate::Estate& estate);

  [[nodiscard]] const estate::Estate& estate() const { return *estate_; }
  /// The row itself and all that it refers to or that speaks of it, where their tables are among
  /// the columns; sorted. Dependencies are followed twice.
  [[nodiscard]] std::vector<RowRef> related(RowRef row, const ColumnSet& columns) const;
  /// The cells of the columns in those rows.
  [[nodiscard]] std::vector<RowFact> facts(RowRef row, const ColumnSet& columns) const;
  /// The supplies that speak of an element, in their order.
  [[nodiscard]] const std::vector<std::uint32_t>& supplies_of(std::uint32_t element) const;

 private:
  using RowsOf = std::map<std::uint32_t, std::vector<std::uint32_t>>;

  const estate::Estate* estate_;
  RowsOf supplies_;
  RowsOf dependencies_;
  RowsOf owners_;  // rows of `ownership` by vendor
};

/// Rows of two tables without ids that are one and the same: pairs of those most alike.
struct RowPair {
  std::optional<std::uint32_t> before;
  std::optional<std::uint32_t> after;
};
/// Pairs each row with the one that differs in the fewest cells, those that do not differ first.
/// Rows that have no partner stand alone. Quadratic in the rows given.
[[nodiscard]] std::vector<RowPair> paired(const estate::Estate& before,
                                          const std::vector<std::uint32_t>& rows_before,
                                          const estate::Estate& after,
                                          const std::vector<std::uint32_t>& rows_after,
                                          estate::TableId table);

/// The cells of the columns that differ, of a row that may be missing on one side; sorted. Of a row
/// that is missing only the row's own cells are given. What both sides do not know is no change.
[[nodiscard]] std::vector<CellChange> changed_cells(
    const FactReader& before, std::optional<std::uint32_t> row_before, const FactReader& after,
    std::optional<std::uint32_t> row_after, estate::TableId table, const ColumnSet& columns);

/// Whether an empty cell, or `..`, of that column leaves something unknown.
[[nodiscard]] bool is_unknown(const CellChange& change, const std::optional<std::string>& cell);

}  // namespace relook::engine
