// SPDX-License-Identifier: Apache-2.0
#include "engine/assume_routing.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "base/check.hpp"

namespace relook::engine {
namespace {

using estate::Column;
using estate::TableId;
using estate::column::kRoutingOperator;

// Rows of the table and operators without one, by operator.
struct Rows {
  std::vector<std::uint32_t> operators;
  std::vector<std::uint32_t> from;  // the old row, or kUnknownCode
};

Rows rows_with_all(const estate::Estate& estate) {
  const Column& column = estate.column(kRoutingOperator);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> rows;
  std::vector<bool> there(estate.rows(TableId::operators));
  for (std::uint32_t row = 0; row < estate.rows(TableId::routing); ++row) {
    const std::uint32_t code = column.code(row);
    rows.emplace_back(code, row);
    if (estate::is_value(code)) there[code] = true;
  }
  for (std::uint32_t op = 0; op < there.size(); ++op) {
    if (!there[op]) rows.emplace_back(op, estate::kUnknownCode);
  }
  std::ranges::sort(rows);
  Rows out;
  for (const auto& [op, row] : rows) {
    out.operators.push_back(op);
    out.from.push_back(row);
  }
  return out;
}

}  // namespace

estate::Filled assume_for_every_operator(const estate::Estate& estate, estate::ColumnRef column,
                                         std::uint32_t code) {
  RELOOK_CHECK(column.table == TableId::routing);
  const Rows rows = rows_with_all(estate);
  estate::Table table = estate.table(TableId::routing);
  table.state = estate::TableState::present;
  table.rows = rows.operators.size();
  const estate::TableSchema& schema = estate::schema(TableId::routing);
  table.columns.resize(schema.columns.size());
  std::size_t filled = 0;
  for (std::uint8_t i = 0; i < schema.columns.size(); ++i) {
    const Column& before = table.columns[i];
    std::vector<std::uint32_t> codes(table.rows, estate::kUnknownCode);
    for (std::size_t row = 0; row < table.rows; ++row) {
      if (estate::is_value(rows.from[row])) codes[row] = before.code(rows.from[row]);
      if (i == column.column && codes[row] == estate::kUnknownCode) {
        codes[row] = code;
        ++filled;
      }
    }
    Column after(i == kRoutingOperator.column ? rows.operators : codes);
    after.texts = before.texts;
    after.lists = before.lists;
    table.columns[i] = std::move(after);
  }
  estate::Filled out{estate, filled};
  out.estate.set_table(std::move(table));
  return out;
}

}  // namespace relook::engine
