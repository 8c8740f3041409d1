// SPDX-License-Identifier: Apache-2.0
#include "io/rows.hpp"

#include <algorithm>
#include <iterator>
#include <span>

#include "base/spelling.hpp"

namespace relook::io {
namespace {

using estate::CellType;
using estate::ColumnSchema;
using estate::TableId;
using estate::TableSchema;

// The columns that say that a row is there, where a table has such.
std::span<const std::string_view> presence_columns(TableId table) {
  static constexpr std::string_view kService[] = {"in_service_from"};
  static constexpr std::string_view kFrom[] = {"from"};
  static constexpr std::string_view kMetrics[] = {"metric_ab", "metric_ba"};
  switch (table) {
    case TableId::elements:
      return kService;
    case TableId::supplies:
    case TableId::dependencies:
    case TableId::ownership:
      return kFrom;
    case TableId::links:
      return kMetrics;
    default:
      return {};
  }
}

RowCell* find_cell(Row& row, std::size_t column) {
  const auto found = std::ranges::find(row.cells, column, &RowCell::column);
  return found == row.cells.end() ? nullptr : &*found;
}

// What two rows must share to be about the same thing: the id, or every cell.
std::string key_of(const Row& row, const TableSchema& table) {
  std::string key;
  for (const RowCell& cell : row.cells) {
    if (table.has_ids() && cell.column == 0) return cell.text;
    key += std::to_string(cell.column) + '\x1f' + cell.text + '\x1e';
  }
  return key;
}

}  // namespace

bool empty_is_a_statement(const ColumnSchema& column) {
  return column.has(estate::kDefaulted) &&
         (column.type == CellType::date || column.name == "area" || column.name == "protected");
}

std::uint32_t RowCollector::add_file(std::string name) {
  files_.push_back(std::move(name));
  return static_cast<std::uint32_t>(files_.size() - 1);
}

void RowCollector::declare(TableId table) { declared_[static_cast<std::size_t>(table)] = true; }

std::string RowCollector::place(const Row& row, Position at) const {
  std::string text = files_[row.file];
  if (at.line > 0) text += ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  return text;
}

void RowCollector::add(Row row, Certainty certainty) {
  const TableSchema& table = estate::schema(row.table);
  const auto number = static_cast<std::size_t>(row.table);
  TableReport& report = reports_[number];
  if (certainty == Certainty::in_doubt) {
    const auto columns = presence_columns(row.table);
    if (columns.empty() && row.table != TableId::sites) {
      diagnostics_.error(files_[row.file], row.at,
                         "the map does not say whether there is a row of " +
                             std::string(table.name) +
                             " here, and such a row cannot be in doubt; say `blank` or `unknown` "
                             "in its condition");
      return;
    }
    for (const std::string_view name : columns) {
      const std::size_t column = *estate::find_column(table, name);
      // A day still to come and an adjacency that is none are no evidence of presence: they stay.
      if (RowCell* cell = find_cell(row, column); cell != nullptr && cell->text != "-") {
        cell->text.clear();
      }
    }
    ++report.in_doubt;
  }
  std::ranges::sort(row.cells, {}, &RowCell::column);
  auto& rows = rows_[number];
  const auto [known, fresh] = known_[number].emplace(key_of(row, table), rows.size());
  if (fresh) {
    rows.push_back(std::move(row));
    ++report.rows;
    return;
  }
  ++report.same;
  if (table.has_ids()) merge(rows[known->second], row);
}

void RowCollector::merge(Row& kept, const Row& other) {
  const TableSchema& table = estate::schema(kept.table);
  for (const RowCell& cell : other.cells) {
    RowCell* mine = find_cell(kept, cell.column);
    // A row has one file; a cell that another file adds points at the row that it completes.
    const RowCell added{cell.column, cell.text, kept.file == other.file ? cell.at : kept.at};
    if (mine == nullptr) {
      kept.cells.push_back(added);
      continue;
    }
    if (mine->text == cell.text) continue;
    const ColumnSchema& column = table.columns[cell.column];
    const bool fills = !empty_is_a_statement(column);
    if (fills && cell.text.empty()) continue;
    if (fills && mine->text.empty()) {
      *mine = added;
      continue;
    }
    diagnostics_.error(files_[other.file], cell.at,
                       std::string(table.name) + " " + in_quotes(key_of(kept, table)) + " has " +
                           std::string(column.name) + " " + in_quotes(cell.text) + " here and " +
                           in_quotes(mine->text) + " at " + place(kept, mine->at) +
                           "; one of them is wrong");
  }
  std::ranges::sort(kept.cells, {}, &RowCell::column);
}

Import RowCollector::finish() && {
  Import made;
  made.files = std::move(files_);
  for (std::size_t i = 0; i < estate::kTableCount; ++i) {
    reports_[i].table = static_cast<TableId>(i);
    reports_[i].complete = declared_[i];
    if (declared_[i]) made.declared.push_back(reports_[i].table);
    if (declared_[i] || !rows_[i].empty()) made.report.tables.push_back(reports_[i]);
    std::ranges::move(rows_[i], std::back_inserter(made.rows));
  }
  return made;
}

}  // namespace relook::io
