// SPDX-License-Identifier: Apache-2.0
#include "decision/facts.hpp"

namespace relook::decision {
namespace {

namespace column = estate::column;
using estate::ColumnRef;
using estate::TableId;

Truth by_dates(const Facts& facts, ColumnRef from, ColumnRef until, std::uint32_t row) {
  const estate::Estate& estate = facts.estate;
  return estate::holds_on({estate.column(from).day(row), estate.column(until).day(row)}, facts.on,
                          estate.manifest.as_of);
}

Truth element_in_service(const Facts& facts, std::uint32_t element) {
  if (!estate::is_value(element)) return Truth::unknown;
  return by_dates(facts, column::kElementFrom, column::kElementUntil, element);
}

Truth demand_in_service(const Facts& facts, std::uint32_t row) {
  const auto column_of = [&](std::string_view name) -> const estate::Column& {
    const auto number = estate::find_column(estate::schema(TableId::demands), name);
    return facts.estate.column({TableId::demands, static_cast<std::uint8_t>(*number)});
  };
  const estate::Column& to = column_of("to");
  const std::uint32_t ends = to.code(row);
  Truth reached = estate::is_value(ends) ? Truth::no : Truth::unknown;
  if (estate::is_value(ends)) {
    for (const std::uint32_t end : to.lists[ends]) {
      reached = either(reached, element_in_service(facts, end));
    }
  }
  return both(element_in_service(facts, column_of("from").code(row)), reached);
}

}  // namespace

const estate::Table* find_table(const Facts& facts, TableId table) {
  return table == TableId::places ? facts.places : &facts.estate.table(table);
}

Truth in_service(const Facts& facts, TableId table, std::uint32_t row) {
  const estate::Estate& estate = facts.estate;
  switch (table) {
    case TableId::elements:
      return element_in_service(facts, row);
    case TableId::supplies:
      return both(by_dates(facts, column::kSupplyFrom, column::kSupplyUntil, row),
                  element_in_service(facts, estate.column(column::kSupplyElement).code(row)));
    case TableId::dependencies:
      return both(by_dates(facts, column::kDependencyFrom, column::kDependencyUntil, row),
                  element_in_service(facts, estate.column(column::kDependencyElement).code(row)));
    case TableId::links:
      return both(element_in_service(facts, estate.column(column::kLinkA).code(row)),
                  element_in_service(facts, estate.column(column::kLinkB).code(row)));
    case TableId::demands:
      return demand_in_service(facts, row);
    default:
      return Truth::yes;
  }
}

std::vector<Truth> in_service(const Facts& facts, TableId table) {
  const estate::Table* const rows = find_table(facts, table);
  std::vector<Truth> truths(rows != nullptr ? rows->rows : 0);
  for (std::uint32_t row = 0; row < truths.size(); ++row) {
    truths[row] = in_service(facts, table, row);
  }
  return truths;
}

}  // namespace relook::decision
