// SPDX-License-Identifier: Apache-2.0
#include "engine/epochs.hpp"

#include <algorithm>
#include <utility>

#include "estate/edit.hpp"
#include "estate/part.hpp"
#include "identity/judge.hpp"

namespace relook::engine {
namespace {

using estate::is_value;
using estate::TableId;
using namespace estate::column;

// Keeps what is inside of the days.
class Kept {
 public:
  Kept(const estate::Estate& estate, Days within) : as_of_(estate.manifest.as_of), in_(within) {}

  // The day on which holds_on may change its answer for a date cell, if there is one.
  void add_cell(std::uint32_t row, std::int32_t cell) {
    const std::int32_t day = cell == estate::kPastDay ? as_of_.days - 1 : cell;
    if (is_value(day) && in_.begin.days < day && day < in_.end.days) days_.push_back({row, day});
  }
  [[nodiscard]] std::vector<RowDay> days() { return std::move(days_); }

 private:
  Date as_of_;
  Days in_;
  std::vector<RowDay> days_;
};

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

// The elements of `then`, each with its supplies as on its day.
estate::Estate estate_then(const estate::Estate& before, std::span<const RowDay> then) {
  std::vector<std::uint32_t> rows;
  std::vector<Date> days;
  for (const RowDay& one : then) {
    rows.push_back(one.row);
    days.push_back(Date{one.day});
  }
  estate::Estate out = estate::apply_changes(estate::only_elements(before, rows), days);
  const std::size_t supplies = out.rows(TableId::supplies);
  std::vector<std::int32_t> from(supplies);
  std::vector<std::int32_t> until(supplies);
  for (std::size_t row = 0; row < supplies; ++row) {
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

void add_own_epochs(const estate::Estate& estate, Kept& kept) {
  for (std::size_t row = 0; row < estate.rows(TableId::changes); ++row) {
    kept.add_cell(estate.column(kChangeElement).code(row), estate.column(kChangeDate).day(row));
  }
  for (std::size_t row = 0; row < estate.rows(TableId::supplies); ++row) {
    for (const estate::ColumnRef ref : {kSupplyFrom, kSupplyUntil}) {
      kept.add_cell(estate.column(kSupplyElement).code(row), estate.column(ref).day(row));
    }
  }
}

// Where nobody knows who stands behind an element, it makes no difference who owns whom.
void add_owned(const estate::Estate& estate, const OwnersChange& change, Kept& kept) {
  const auto add = [&](std::uint32_t element, std::uint32_t vendor) {
    if (is_value(vendor) && change.vendors[vendor] != 0) kept.add_cell(element, change.day.days);
  };
  const estate::Column& declared = estate.column(kElementVendor);
  for (std::uint32_t row = 0; row < estate.rows(TableId::elements); ++row) {
    add(row, declared.code(row));
  }
  for (std::size_t row = 0; row < estate.rows(TableId::changes); ++row) {
    add(estate.column(kChangeElement).code(row), estate.column(kChangeVendor).code(row));
  }
  for (std::size_t row = 0; row < estate.rows(TableId::supplies); ++row) {
    add(estate.column(kSupplyElement).code(row), estate.column(kSupplyVendor).code(row));
  }
}

}  // namespace

std::vector<OwnedEpochs> epochs_by_owners(const estate::Estate& estate, Days within,
                                          std::span<const OwnersChange> changes) {
  std::vector<OwnedEpochs> out = {{within.begin, {}}};
  Kept kept(estate, within);
  add_own_epochs(estate, kept);
  for (const OwnersChange& change : changes) {
    if (change.day <= within.begin || change.day >= within.end) continue;
    add_owned(estate, change, kept);
    out.push_back({change.day, {}});
  }
  std::vector<RowDay> days = kept.days();
  std::ranges::sort(days);
  days.erase(std::ranges::unique(days).begin(), days.end());
  for (const RowDay& one : days) {
    const auto later = std::ranges::upper_bound(out, Date{one.day}, {}, &OwnedEpochs::since);
    (later - 1)->epochs.push_back(one);
  }
  return out;
}

std::vector<RowDay> service_days(const estate::Estate& estate, Days within) {
  Kept kept(estate, within);
  for (std::uint32_t row = 0; row < estate.rows(TableId::elements); ++row) {
    for (const estate::ColumnRef ref : {kElementFrom, kElementUntil}) {
      kept.add_cell(row, estate.column(ref).day(row));
    }
  }
  return kept.days();
}

EpochFacts::EpochFacts(const estate::Estate& before, std::span<const RowDay> then,
                       const decision::Facts& now)
    : estate_(estate_then(before, then)),
      element_vendors_(identity::judge_elements(estate_, now.on)),
      supply_vendors_(identity::judge_supplies(estate_)),
      facts_{estate_,    now.functions, element_vendors_, supply_vendors_, now.families,
             now.places, now.on} {}

}  // namespace relook::engine
