// SPDX-License-Identifier: Apache-2.0
#include "decision/cells.hpp"

#include <algorithm>

#include "decision/field.hpp"

namespace relook::decision {
namespace {

using estate::CellType;
using estate::ColumnRef;

TextCell layer_cell(const Facts& facts, std::string_view function) {
  const estate::Function* const known = facts.functions.find(function);
  if (known == nullptr) return {Arrived::unknown};
  if (known->layer.empty()) return {Arrived::none};
  return {Arrived::row, known->layer};
}

Truth less(const DayRange& a, const DayRange& b) {
  if (a.high < b.low) return Truth::yes;
  return a.low >= b.high ? Truth::no : Truth::unknown;
}

Truth equal(const DayRange& a, const DayRange& b) {
  if (a.high < b.low || b.high < a.low) return Truth::no;
  return a.low == a.high && b.low == b.high ? Truth::yes : Truth::unknown;
}

std::string joined_list(const estate::ColumnSchema& schema, const estate::Column& column,
                        const Facts& facts, std::uint32_t code) {
  std::string text;
  for (const std::uint32_t item : column.lists[code]) {
    if (!text.empty()) text += ';';
    text += schema.type == CellType::references ? facts.estate.id(schema.target, item)
                                                : column.texts[item];
  }
  return text;
}

std::string shown_day(std::int32_t day) {
  if (day == estate::kUnknownDay) return "";
  if (day == estate::kNoneDay) return "-";
  return day == estate::kPastDay ? ".." : to_string(Date{day});
}

std::string shown_number(std::int64_t number, int digits) {
  if (number == estate::kUnknownNumber) return "";
  return number == estate::kNoneNumber ? "-" : format_decimal(number, digits);
}

}  // namespace

DayRange day_range(std::int32_t day, const DayReading& reading) {
  if (estate::is_value(day)) return {day, day};
  const bool open = day == estate::kNoneDay || (day == estate::kUnknownDay && reading.defaulted);
  if (open) return {kAfterAllDays, kAfterAllDays};
  if (day == estate::kPastDay) return {kBeforeAllDays, std::int64_t{reading.as_of.days} - 1};
  return {kBeforeAllDays, kAfterAllDays};
}

DayRange day_range(const DateOperand& operand, Date on) {
  const Date* const date = std::get_if<Date>(&operand);
  const std::int64_t day = date != nullptr ? date->days : on.days;
  return {day, day};
}

Truth compare(const DayRange& a, Order order, const DayRange& b) {
  switch (order) {
    case Order::equal:
      return equal(a, b);
    case Order::not_equal:
      return negated(equal(a, b));
    case Order::less:
      return less(a, b);
    case Order::at_most:
      return negated(less(b, a));
    case Order::greater:
      return less(b, a);
    case Order::at_least:
      return negated(less(a, b));
  }
  RELOOK_CHECK(false);
}

bool is_defaulted(const Facts& facts, ColumnRef ref) {
  const estate::Table* const table = find_table(facts, ref.table);
  return table != nullptr && table->present() && estate::schema(ref).has(estate::kDefaulted);
}

const estate::Column* find_column(const Facts& facts, ColumnRef ref) {
  const estate::Table* const table = find_table(facts, ref.table);
  if (table == nullptr || ref.column >= table->columns.size()) return nullptr;
  const estate::Column& column = table->columns[ref.column];
  return column.present() ? &column : nullptr;
}

Arrival follow(const Path& path, const Facts& facts, std::uint32_t row) {
  Arrival at{.row = row};
  for (const ColumnRef hop : path.hops) {
    const estate::Column* const column = find_column(facts, hop);
    const std::uint32_t code = column != nullptr ? column->code(at.row) : estate::kUnknownCode;
    if (!estate::is_value(code)) {
      at.arrived = code == estate::kNoneCode ? Arrived::none : Arrived::unknown;
      at.stopped_column = hop;
      at.stopped_row = at.row;
      return at;
    }
    at.row = code;
  }
  return at;
}

const estate::Judgements& judgements_of(const Facts& facts, estate::TableId table) {
  RELOOK_CHECK(table == estate::TableId::elements || table == estate::TableId::supplies);
  return table == estate::TableId::elements ? facts.element_vendors : facts.supply_vendors;
}

TextCell text_cell(const Path& path, const Facts& facts, std::uint32_t end_row) {
  if (path.field == FieldKind::own_id) {
    return {Arrived::row, find_table(facts, path.end())->ids[end_row]};
  }
  const estate::ColumnSchema& schema = estate::schema(path.column);
  const estate::Column* const column = find_column(facts, path.column);
  const std::uint32_t code = column != nullptr ? column->code(end_row) : estate::kUnknownCode;
  if (code == estate::kNoneCode) return {Arrived::none};
  if (!estate::is_value(code)) {
    if (is_defaulted(facts, path.column)) return {Arrived::row, ""};
    return {Arrived::unknown};
  }
  switch (schema.type) {
    case CellType::text:
      if (path.field == FieldKind::layer) return layer_cell(facts, column->texts[code]);
      return {Arrived::row, column->texts[code]};
    case CellType::reference:
      return {Arrived::row, facts.estate.id(schema.target, code)};
    case CellType::word:
      return {Arrived::row, schema.words[code]};
    case CellType::yes_no:
      return {Arrived::row, code == 1 ? "yes" : "no"};
    default:
      break;
  }
  RELOOK_CHECK(false);
}

std::string shown_cell(const Path& path, const Facts& facts, std::uint32_t end_row) {
  const ValueType type = type_of(path);
  const estate::Column* const column =
      path.field == FieldKind::own_id ? nullptr : find_column(facts, path.column);
  switch (type.kind) {
    case ValueKind::date:
      return column == nullptr ? "" : shown_day(column->day(end_row));
    case ValueKind::number:
      return column == nullptr ? "" : shown_number(column->number(end_row), type.digits);
    case ValueKind::texts:
    case ValueKind::references: {
      const std::uint32_t code = column == nullptr ? estate::kUnknownCode : column->code(end_row);
      if (!estate::is_value(code)) return code == estate::kNoneCode ? "-" : "";
      return joined_list(estate::schema(path.column), *column, facts, code);
    }
    default:
      break;
  }
  const TextCell cell = text_cell(path, facts, end_row);
  if (cell.is == Arrived::none) return "-";
  return std::string(cell.text);
}

Truth judged(const std::vector<Truth>& candidates) {
  if (candidates.empty()) return Truth::no;
  const auto [low, high] = std::ranges::minmax(candidates);
  return low == high ? low : Truth::unknown;
}

Truth in_families(const InFamily& test, const Facts& facts, std::uint32_t vendor) {
  Truth belongs = Truth::no;
  for (const std::string& name : test.heads) {
    const auto head = facts.estate.table(estate::TableId::vendors).find(name);
    if (head) belongs = either(belongs, facts.families.in_family(vendor, *head));
  }
  return belongs;
}

Truth has_property(const HasProperty& test, const Facts& facts, std::string_view function) {
  const estate::Function* const known = facts.functions.find(function);
  if (known == nullptr) return Truth::unknown;
  const std::vector<std::string>& words = test.property == Property::carries ? known->carries
                                          : test.property == Property::sees  ? known->sees
                                                                             : known->controls;
  return truth(std::ranges::find(words, test.word) != words.end());
}

}  // namespace relook::decision
