// SPDX-License-Identifier: Apache-2.0
#include "estate/part.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.hpp"

namespace relook::estate {
namespace {

using RowSpan = std::span<const std::uint32_t>;

template <class Cell, class Read>
Column picked(RowSpan rows, const Read& read) {
  std::vector<Cell> cells;
  cells.reserve(rows.size());
  for (const std::uint32_t row : rows) cells.push_back(read(row));
  return Column(std::move(cells));
}

Column picked_column(const Column& column, CellType type, RowSpan rows) {
  if (!column.present()) return column;
  Column out;
  if (type == CellType::date) {
    out = picked<std::int32_t>(rows, [&](std::uint32_t row) { return column.day(row); });
  } else if (type == CellType::quantity) {
    out = picked<std::int64_t>(rows, [&](std::uint32_t row) { return column.number(row); });
  } else {
    out = picked<std::uint32_t>(rows, [&](std::uint32_t row) { return column.code(row); });
  }
  out.texts = column.texts;
  out.lists = column.lists;
  return out;
}

Table picked_table(const Table& table, RowSpan rows) {
  Table out{table.id, table.state, rows.size()};
  if (table.ids.size() > 0) {
    std::vector<std::string_view> ids;
    ids.reserve(rows.size());
    for (const std::uint32_t row : rows) ids.push_back(table.ids[row]);
    out.ids = TextPool(ids);
  }
  const std::span<const ColumnSchema> columns = schema(table.id).columns;
  out.columns.reserve(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out.columns.push_back(picked_column(table.columns[i], columns[i].type, rows));
  }
  return out;
}

bool names_elements(TableId table) {
  return std::ranges::any_of(schema(table).columns, [](const ColumnSchema& column) {
    const bool names = column.type == CellType::reference || column.type == CellType::references;
    return names && column.target == TableId::elements;
  });
}

// The rows of the table that are about elements which are kept, and of which: by `number_of`.
Table about(const Estate& estate, ColumnRef element, const std::vector<std::uint32_t>& number_of) {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint32_t> numbers;
  const Column& elements = estate.column(element);
  for (std::uint32_t row = 0; row < estate.rows(element.table); ++row) {
    const std::uint32_t code = elements.code(row);
    if (!is_value(code) || number_of[code] == kUnknownCode) continue;
    rows.push_back(row);
    numbers.push_back(number_of[code]);
  }
  Table out = picked_table(estate.table(element.table), rows);
  out.columns[element.column] = Column(std::move(numbers));
  return out;
}

}  // namespace

Estate only_elements(const Estate& estate, RowSpan elements) {
  std::vector<std::uint32_t> number_of(estate.rows(TableId::elements), kUnknownCode);
  for (std::uint32_t number = 0; number < elements.size(); ++number) {
    RELOOK_CHECK(number == 0 || elements[number - 1] < elements[number]);
    number_of[elements[number]] = number;
  }
  Estate out = estate;
  for (std::size_t t = 0; t < kEstateTableCount; ++t) {
    const auto table = static_cast<TableId>(t);
    if (names_elements(table)) out.set_table(picked_table(estate.table(table), {}));
  }
  out.set_table(picked_table(estate.table(TableId::elements), elements));
  out.set_table(about(estate, column::kSupplyElement, number_of));
  out.set_table(about(estate, column::kChangeElement, number_of));
  return out;
}

}  // namespace relook::estate
