// SPDX-License-Identifier: Apache-2.0
#include "estate/cells.hpp"

#include "estate/edit.hpp"

namespace relook::estate {

Truth holds_on(const Estate& estate, const DateColumns& dates, std::uint32_t row, Date on) {
  return holds_on({estate.column(dates.from).day(row), estate.column(dates.until).day(row)}, on,
                  estate.manifest.as_of);
}

std::vector<Truth> in_service(const Estate& estate, Date on) {
  std::vector<Truth> out(estate.rows(TableId::elements));
  for (std::uint32_t row = 0; row < out.size(); ++row) {
    out[row] = holds_on(estate, {column::kElementFrom, column::kElementUntil}, row, on);
  }
  return out;
}

std::span<const std::uint32_t> items(const Column& column, std::uint32_t row) {
  const std::uint32_t code = column.code(row);
  return is_value(code) ? column.lists[code] : std::span<const std::uint32_t>();
}

std::set<std::string> texts_in(const Estate& estate, ColumnRef ref) {
  std::set<std::string> out;
  for (std::size_t row = 0; row < estate.rows(ref.table); ++row) {
    out.insert(cell_text(estate, ref, row));
  }
  return out;
}

std::string cell_name(const Estate& estate, ColumnRef ref, std::size_t row) {
  std::string name = std::string(schema(ref.table).name) + "." + std::string(schema(ref).name);
  if (row < estate.rows(ref.table)) name += " of " + row_name(estate, ref.table, row);
  return name;
}

void FirstGap::note(bool is_open, ColumnRef ref, std::size_t row) {
  if (is_open && cell.empty()) cell = cell_name(estate, ref, row);
}

void FirstGap::need(ColumnRef ref, std::size_t row) { note(is_empty(estate, ref, row), ref, row); }

void FirstGap::need_all(ColumnRef ref) {
  for (std::size_t row = 0; row < estate.rows(ref.table) && cell.empty(); ++row) need(ref, row);
}

void FirstGap::need_table(TableId table) {
  if (!estate.table(table).present() && cell.empty()) cell = schema(table).name;
}

}  // namespace relook::estate
