// SPDX-License-Identifier: Apache-2.0
#include "engine/epochs.hpp"

#include <algorithm>
#include <utility>

#include "estate/edit.hpp"
#include "identity/families.hpp"
#include "identity/judge.hpp"

namespace relook::engine {
namespace {

using estate::is_value;
using estate::TableId;
using namespace estate::column;

// The day on which holds_on may change its answer for a date cell, if there is one.
void add_cell(std::uint32_t row, std::int32_t cell, Date as_of, std::vector<RowDay>& days) {
  if (is_value(cell)) days.push_back({row, cell});
  if (cell == estate::kPastDay) days.push_back({row, as_of.days - 1});
}

std::vector<RowDay> sorted(std::vector<RowDay> days) {
  std::ranges::sort(days);
  days.erase(std::ranges::unique(days).begin(), days.end());
  return days;
}

// Dates that say of every day what these say of one.
estate::Interval for_good(Truth holds) {
  static const std::int32_t kFirst = date_from({1900, 1, 1})->days;
  switch (holds) {
    case Truth::yes:
      return {kFirst, estate::kNoneDay};
    case Truth::unknown:
      return {estate::kUnknownDay, estate::kNoneDay};
    case Truth::no:
      break;
  }
  return {estate::kNoneDay, estate::kNoneDay};
}

estate::Estate estate_on(const estate::Estate& estate, const std::vector<Date>& days) {
  estate::Estate out = estate::apply_changes(estate, days);
  const std::size_t rows = out.rows(TableId::supplies);
  std::vector<std::int32_t> from(rows);
  std::vector<std::int32_t> until(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::uint32_t element = out.column(kSupplyElement).code(row);
    const estate::Interval dates = for_good(
        estate::holds_on({out.column(kSupplyFrom).day(row), out.column(kSupplyUntil).day(row)},
                         days[element], out.manifest.as_of));
    from[row] = dates.from;
    until[row] = dates.until;
  }
  out.set_column(kSupplyFrom, estate::Column(std::move(from)));
  out.set_column(kSupplyUntil, estate::Column(std::move(until)));
  return out;
}

}  // namespace

std::vector<RowDay> epoch_days(const estate::Estate& estate) {
  std::vector<RowDay> days;
  const Date as_of = estate.manifest.as_of;
  for (std::size_t row = 0; row < estate.rows(TableId::changes); ++row) {
    add_cell(estate.column(kChangeElement).code(row), estate.column(kChangeDate).day(row), as_of,
             days);
  }
  for (std::size_t row = 0; row < estate.rows(TableId::supplies); ++row) {
    for (const estate::ColumnRef ref : {kSupplyFrom, kSupplyUntil}) {
      add_cell(estate.column(kSupplyElement).code(row), estate.column(ref).day(row), as_of, days);
    }
  }
  return sorted(std::move(days));
}

std::vector<RowDay> service_days(const estate::Estate& estate) {
  std::vector<RowDay> days;
  for (std::uint32_t row = 0; row < estate.rows(TableId::elements); ++row) {
    for (const estate::ColumnRef ref : {kElementFrom, kElementUntil}) {
      add_cell(row, estate.column(ref).day(row), estate.manifest.as_of, days);
    }
  }
  return sorted(std::move(days));
}

EpochFacts::EpochFacts(const estate::Estate& estate, const std::vector<Date>& days, Date on,
                       const estate::Functions& functions, const estate::Table* places)
    : estate_(estate_on(estate, days)),
      families_(identity::families_on(estate_, on)),
      element_vendors_(identity::judge_elements(estate_, on)),
      supply_vendors_(identity::judge_supplies(estate_)),
      facts_{estate_, functions, element_vendors_, supply_vendors_, families_, places, on} {}

}  // namespace relook::engine
