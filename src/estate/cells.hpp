// SPDX-License-Identifier: Apache-2.0
// Cells as whoever walks over rows needs them.

#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/truth.hpp"
#include "estate/estate.hpp"

namespace relook::estate {

/// The first day in and the first day out.
struct DateColumns {
  ColumnRef from;
  ColumnRef until;
};

/// Whether the row holds on the day (SEMANTICS 3.1).
[[nodiscard]] Truth holds_on(const Estate& estate, const DateColumns& dates, std::uint32_t row,
                             Date on);

/// Whether each element is in service.
[[nodiscard]] std::vector<Truth> in_service(const Estate& estate, Date on);

/// A cell of a column of lists; nothing where it is not known or none.
[[nodiscard]] std::span<const std::uint32_t> items(const Column& column, std::uint32_t row);

/// The different cells of a column, as the folder writes them.
[[nodiscard]] std::set<std::string> texts_in(const Estate& estate, ColumnRef ref);

/// "links.metric_ab of l7", for people; a row that the table does not have stands for the table.
[[nodiscard]] std::string cell_name(const Estate& estate, ColumnRef ref, std::size_t row);

/// Keeps the first of the cells that something hangs on and that leave it open.
struct FirstGap {
  const Estate& estate;
  std::string cell = {};  ///< its name; empty where there is none

  /// A row that the table does not have stands for the table.
  void note(bool is_open, ColumnRef ref, std::size_t row = kUnknownCode);
  /// The cell must not be empty; nor any of the column; the table must be there.
  void need(ColumnRef ref, std::size_t row);
  void need_all(ColumnRef ref);
  void need_table(TableId table);
};

}  // namespace relook::estate
