// SPDX-License-Identifier: Apache-2.0
#include "decision/facts.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/parallel.hpp"

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

// What one of the two dates says about the day: a value by comparing, what is no value as found
// once beforehand.
class DateTruths {
 public:
  template <class Interval>
  DateTruths(Date on, Date as_of, const Interval& interval) : day_(on.days) {
    for (std::size_t i = 0; i < kNoValues.size(); ++i) {
      of_[i] = estate::holds_on(interval(kNoValues[i]), on, as_of);
    }
  }
  [[nodiscard]] bool reached(std::int32_t cell) const { return cell <= day_; }
  /// Without a branch: most cells are values, and loops over them run on many at a time.
  [[nodiscard]] Truth of(std::int32_t cell, Truth of_value) const {
    Truth truth = cell == kNoValues[0] ? of_[0] : of_value;
    truth = cell == kNoValues[1] ? of_[1] : truth;
    return cell == kNoValues[2] ? of_[2] : truth;
  }

 private:
  static constexpr std::array kNoValues{estate::kUnknownDay, estate::kNoneDay, estate::kPastDay};

  std::int32_t day_;
  std::array<Truth, kNoValues.size()> of_{};
};

std::vector<Truth> elements_in_service(const Facts& facts, const Run& run) {
  const Date as_of = facts.estate.manifest.as_of;
  // Each date alone, the other one letting it hold.
  const DateTruths began(
      facts.on, as_of, [](std::int32_t from) { return estate::Interval{from, estate::kNoneDay}; });
  const DateTruths not_ended(
      facts.on, as_of, [&](std::int32_t until) { return estate::Interval{facts.on.days, until}; });
  const estate::Column& froms = facts.estate.column(column::kElementFrom);
  const estate::Column& untils = facts.estate.column(column::kElementUntil);
  const Truth of_no_until = not_ended.of(estate::kUnknownDay, Truth::yes);
  std::vector<Truth> truths(facts.estate.rows(TableId::elements));
  parallel_chunks(truths.size(), run.threads, [&](std::size_t, Chunk rows) {
    const std::span<Truth> out = std::span(truths).subspan(rows.begin, rows.end - rows.begin);
    std::ranges::fill(out, began.of(estate::kUnknownDay, Truth::yes));
    if (froms.present()) {
      const std::int32_t* const from = froms.days().data() + rows.begin;
      for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = began.of(from[i], truth(began.reached(from[i])));
      }
    }
    if (untils.present()) {
      const std::int32_t* const until = untils.days().data() + rows.begin;
      for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = both(out[i], not_ended.of(until[i], truth(!not_ended.reached(until[i]))));
      }
    } else {
      for (Truth& truth : out) truth = both(truth, of_no_until);
    }
  });
  return truths;
}

}  // namespace

const estate::Table* find_table(const Facts& facts, TableId table) {
  return table == TableId::places ? facts.places : &facts.estate.table(table);
}

Truth after_day(std::int32_t cell, Date day, Date as_of) {
  if (estate::is_value(cell)) return truth(cell > day.days);
  if (cell == estate::kPastDay) return as_of.days - 1 <= day.days ? Truth::no : Truth::unknown;
  return Truth::unknown;
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

std::vector<Truth> in_service(const Facts& facts, TableId table, const Run& run) {
  if (table == TableId::elements) return elements_in_service(facts, run);
  const estate::Table* const rows = find_table(facts, table);
  std::vector<Truth> truths(rows != nullptr ? rows->rows : 0);
  for (std::uint32_t row = 0; row < truths.size(); ++row) {
    truths[row] = in_service(facts, table, row);
  }
  return truths;
}

}  // namespace relook::decision
