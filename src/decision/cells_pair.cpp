// SPDX-License-Identifier: Apache-2.0
// One field held against another of the same row.

#include "decision/cells.hpp"
#include "decision/field.hpp"

namespace relook::decision {
namespace {

// The rows that a path may end in: one, or each candidate where it goes through the vendor.
struct Ends {
  Arrived arrived = Arrived::row;
  std::vector<std::uint32_t> rows = {};
};

Ends ends_of(const Path& path, const Facts& facts, std::uint32_t row) {
  const Arrival arrival = follow(path, facts, row);
  if (arrival.arrived != Arrived::row) return {arrival.arrived};
  if (!path.through_vendor) return {Arrived::row, {arrival.row}};
  const estate::Judgements& judgements = judgements_of(facts, path.reached());
  const std::uint32_t set = judgements.set_of[arrival.row];
  if (set == estate::Judgements::kNobody) return {Arrived::none};
  if (set == estate::Judgements::kAny) return {Arrived::unknown};
  const std::span<const std::uint32_t> vendors = judgements.sets[set];
  return {Arrived::row, {vendors.begin(), vendors.end()}};
}

Truth compare_numbers(std::int64_t a, Order order, std::int64_t b) {
  if (a == estate::kNoneNumber || b == estate::kNoneNumber) return Truth::no;
  if (!estate::is_value(a) || !estate::is_value(b)) return Truth::unknown;
  return compare(DayRange{a, a}, order, DayRange{b, b});
}

Truth compare_texts(const TextCell& a, const TextCell& b) {
  if (a.is == Arrived::none || b.is == Arrived::none) return Truth::no;
  if (a.is == Arrived::unknown || b.is == Arrived::unknown) return Truth::unknown;
  return truth(a.text == b.text);
}

std::int64_t number_at(const Path& path, const Facts& facts, std::uint32_t row) {
  const estate::Column* const column = find_column(facts, path.column);
  return column != nullptr ? column->number(row) : estate::kUnknownNumber;
}

DayRange days_at(const Path& path, const Facts& facts, std::uint32_t row) {
  const estate::Column* const column = find_column(facts, path.column);
  return day_range(column != nullptr ? column->day(row) : estate::kUnknownDay,
                   {is_defaulted(facts, path.column), facts.estate.manifest.as_of});
}

}  // namespace

Truth ask_pair(const FieldPair& pair, const Facts& facts, std::uint32_t row) {
  // `!=` is the negation of `==`, so that what equals nothing is unequal to all.
  const Order order = pair.order == Order::not_equal ? Order::equal : pair.order;
  const auto answer = [&](Truth truth) {
    return pair.order == Order::not_equal ? negated(truth) : truth;
  };
  const Ends left = ends_of(pair.left, facts, row);
  const Ends right = ends_of(pair.right, facts, row);
  if (left.arrived == Arrived::none || right.arrived == Arrived::none) return answer(Truth::no);
  if (left.arrived == Arrived::unknown || right.arrived == Arrived::unknown) {
    return Truth::unknown;
  }
  const ValueKind kind = type_of(pair.left).kind;
  std::vector<Truth> truths;
  for (const std::uint32_t a : left.rows) {
    for (const std::uint32_t b : right.rows) {
      if (kind == ValueKind::number) {
        truths.push_back(compare_numbers(number_at(pair.left, facts, a), order,
                                         number_at(pair.right, facts, b)));
      } else if (kind == ValueKind::date) {
        truths.push_back(
            compare(days_at(pair.left, facts, a), order, days_at(pair.right, facts, b)));
      } else {
        truths.push_back(
            compare_texts(text_cell(pair.left, facts, a), text_cell(pair.right, facts, b)));
      }
    }
  }
  return answer(judged(truths));
}

}  // namespace relook::decision
