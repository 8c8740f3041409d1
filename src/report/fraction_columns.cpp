// SPDX-License-Identifier: Apache-2.0
#include "report/fraction_columns.hpp"

#include <utility>
#include <vector>

namespace relook::report {
namespace {

std::vector<Column> split_columns(const std::vector<Column>& columns) {
  std::vector<Column> split;
  for (const Column& column : columns) {
    split.push_back(column);
    if (!stands_alone(column)) continue;
    split.back().part_column = column.id + "_part";
    split.back().whole_column = column.id + "_whole";
    split.push_back({column.id + "_part", column.header + ": part", ColumnKind::integer});
    split.push_back({column.id + "_whole", column.header + ": whole", ColumnKind::integer});
  }
  return split;
}

}  // namespace

bool stands_alone(const Column& column) {
  return column.kind == ColumnKind::share &&
         (column.part_column.empty() || column.whole_column.empty());
}

Table with_fraction_columns(const Table& table) {
  Table split = table;
  split.columns = split_columns(table.columns);
  if (split.columns.size() == table.columns.size()) return split;
  for (Row& row : split.rows) {
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      cells.push_back(std::move(row.cells[i]));
      if (!stands_alone(table.columns[i])) continue;
      const auto* proportion = std::get_if<Proportion>(&cells.back().value);
      const Fraction fraction = proportion == nullptr ? Fraction{} : proportion->fraction;
      cells.push_back(proportion == nullptr ? Cell() : Cell(fraction.part));
      cells.push_back(proportion == nullptr || fraction.unbounded ? Cell() : Cell(fraction.whole));
    }
    row.cells = std::move(cells);
  }
  return split;
}

}  // namespace relook::report
