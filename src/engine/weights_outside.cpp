// SPDX-License-Identifier: Apache-2.0
#include "engine/weights_outside.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/spelling.hpp"
#include "decision/select.hpp"
#include "estate/cells.hpp"
#include "estate/estate.hpp"

namespace relook::engine {
namespace {

using decision::Rule;

bool outside(const Rule& rule, std::int64_t cell) {
  return cell != estate::kUnknownNumber && ((rule.weight_min && cell < *rule.weight_min) ||
                                            (rule.weight_max && cell > *rule.weight_max));
}

std::vector<std::uint32_t> rows_outside(const Rule& rule, estate::ColumnRef column,
                                        const decision::Facts& facts, const Run& run) {
  const estate::Column& weights = facts.estate.column(column);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < facts.estate.rows(column.table); ++row) {
    if (outside(rule, weights.number(row))) rows.push_back(row);
  }
  if (rows.empty()) return rows;
  const std::vector<Truth> service = decision::in_service(facts, column.table, run);
  std::vector<Truth> of(service.size(), Truth::yes);
  if (rule.of) of = decision::select(*rule.of, facts, run);
  std::erase_if(rows, [&](std::uint32_t row) { return both(service[row], of[row]) == Truth::no; });
  return rows;
}

std::string contradiction(const Rule& rule, estate::ColumnRef column,
                          const std::vector<std::uint32_t>& rows, const estate::Estate& estate) {
  const std::uint32_t row = rows.front();
  const bool light = rule.weight_min && estate.column(column).number(row) < *rule.weight_min;
  std::string text = fmt::format(
      "{} has {} {}, but {} is {}", in_quotes(rule.id), light ? "weight_min" : "weight_max",
      format_decimal(light ? *rule.weight_min : *rule.weight_max, estate::schema(column).digits),
      cell_name(estate, column, row), cell_text(estate, column, row));
  if (rows.size() > 1) text += fmt::format(", and {} more are outside", rows.size() - 1);
  return text + ": the bounds or the cells are wrong";
}

}  // namespace

Diagnostics weights_outside(const decision::Decision& decision, const decision::Facts& facts,
                            const std::string& file, const Run& run) {
  Diagnostics diagnostics;
  for (const Rule& rule : decision.rules) {
    const std::optional<estate::ColumnRef> column = decision::column_of(rule.measure);
    if (!column || (!rule.weight_min && !rule.weight_max)) continue;
    const std::vector<std::uint32_t> rows = rows_outside(rule, *column, facts, run);
    if (rows.empty()) continue;
    diagnostics.error(file, rule.at, contradiction(rule, *column, rows, facts.estate));
  }
  return diagnostics;
}

}  // namespace relook::engine
