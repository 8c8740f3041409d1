// SPDX-License-Identifier: Apache-2.0
#include "estate/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/spelling.hpp"

namespace relook::estate {

std::optional<std::vector<std::uint8_t>> read_header(const codec::CsvReader& reader,
                                                     const TableSchema& table,
                                                     std::span<const std::string_view> further,
                                                     Diagnostics& diagnostics) {
  std::vector<std::string_view> names;
  for (const ColumnSchema& column : table.columns) names.push_back(column.name);
  names.insert(names.end(), further.begin(), further.end());
  std::vector<std::uint8_t> columns;
  bool good = true;
  for (const codec::CsvField& field : reader.row()) {
    const auto fault = [&](std::string message) {
      diagnostics.error(reader.file(), field.at, std::move(message));
      good = false;
    };
    const auto column = find_column(table, field.text);
    if (column) {
      const auto number = static_cast<std::uint8_t>(*column);
      if (std::ranges::find(columns, number) != columns.end()) {
        fault("the column " + in_quotes(field.text) + " stands here twice");
      }
      columns.push_back(number);
    } else if (std::ranges::find(further, field.text) != further.end()) {
      columns.push_back(kPassedOver);
    } else {
      fault(fmt::format("{}.csv has no column {}{}", table.name, in_quotes(field.text),
                        did_you_mean(field.text, names)));
      columns.push_back(kPassedOver);
    }
  }
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!table.columns[i].has(kKey) ||
        std::ranges::find(columns, static_cast<std::uint8_t>(i)) != columns.end()) {
      continue;
    }
    diagnostics.error(
        reader.file(), {reader.line(), 1},
        fmt::format("the column '{}' is missing; every row needs it", table.columns[i].name));
    good = false;
  }
  if (!good) return std::nullopt;
  return columns;
}

void read_table(std::string_view bytes, std::string_view file, const TableSchema& table,
                std::span<const std::string_view> further, Diagnostics& diagnostics,
                const std::function<void(std::span<const std::uint8_t>)>& on_header,
                const RowSink& on_row) {
  codec::CsvReader reader(bytes, file, {}, diagnostics);
  const std::size_t errors_before = diagnostics.error_count();
  if (!reader.next()) {
    if (diagnostics.error_count() == errors_before) {
      diagnostics.error(file, {1, 1},
                        fmt::format("the file is empty; a table that is known to have no rows "
                                    "still has a header"));
    }
    return;
  }
  const auto header = read_header(reader, table, further, diagnostics);
  if (!header) return;
  std::vector<std::uint8_t> columns;
  for (const std::uint8_t column : *header) {
    if (column != kPassedOver) columns.push_back(column);
  }
  on_header(columns);
  std::vector<CellSource> cells;
  while (reader.next()) {
    const std::span<const codec::CsvField> row = reader.row();
    if (row.size() != header->size()) {
      diagnostics.error(
          file, {reader.line(), 1},
          fmt::format("the row has {} fields, the header {}", row.size(), header->size()));
      continue;
    }
    cells.clear();
    for (std::size_t i = 0; i < row.size(); ++i) {
      if ((*header)[i] != kPassedOver) cells.push_back({row[i].text, row[i].at});
    }
    on_row(columns, cells);
  }
}

}  // namespace relook::estate
