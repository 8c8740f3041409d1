// SPDX-License-Identifier: Apache-2.0
#include "io/cell.hpp"

#include <algorithm>
#include <cmath>

#include "base/geodesic.hpp"
#include "base/quantity.hpp"
#include "base/spelling.hpp"
#include "io/rows.hpp"

namespace relook::io {
namespace {

using estate::CellType;
using estate::ColumnSchema;

CellOutcome refused(std::string why, Position at) {
  CellOutcome outcome;
  outcome.at = at;
  outcome.refusal = std::move(why);
  return outcome;
}

CellOutcome made(std::string text, Position at) {
  CellOutcome outcome;
  outcome.at = at;
  outcome.text = std::move(text);
  return outcome;
}

// Text in the notation of an estate, held against what the column allows.
CellOutcome settle(std::string text, Position at, const ColumnSchema& column) {
  const std::string name(column.name);
  if (column.has(estate::kKey) && (text.empty() || text == "-")) {
    return refused(name + " is a key and may not be " + (text.empty() ? "unknown" : "none"), at);
  }
  if (text == "-" && !column.has(estate::kNoneAllowed)) {
    return refused(name + " may be unknown but not none", at);
  }
  if (text == ".." && !column.has(estate::kPastAllowed)) {
    return refused(name + " is no day and cannot be \"before as_of\"", at);
  }
  return made(std::move(text), at);
}

CellOutcome unknown_cell(std::string_view raw, Position at, const ColumnSchema& column) {
  if (!raw.empty() && empty_is_a_statement(column)) {
    return refused(in_quotes(raw) + " is unknown, but an empty " + std::string(column.name) +
                       " says something: " + std::string(column.meaning),
                   at);
  }
  return settle("", at, column);
}

CellOutcome read_quantity(std::string_view raw, Position at, const ColumnSchema& column,
                          const CellRule& rule) {
  const auto number = read_number(raw, rule.reading.numbers);
  if (!number) return refused(number.error().message, at);
  const auto quantity = to_quantity(*number, rule.factor, column.digits, rule.rounding);
  if (!quantity) {
    return refused(
        in_quotes(raw) + " in " + std::string(column.unit) + " " + quantity.error().message, at);
  }
  if (quantity->value < column.min || quantity->value > column.max) {
    return refused(in_quotes(raw) + " is outside what " + std::string(column.name) +
                       " may be: " + format_decimal(column.min, column.digits) + " to " +
                       format_decimal(column.max, column.digits) + " " + std::string(column.unit),
                   at);
  }
  CellOutcome outcome = made(format_decimal(quantity->value, column.digits), at);
  outcome.rounded = quantity->rounded;
  return outcome;
}

std::string nearest_values(const ValueTable& table, std::string_view text) {
  std::vector<std::string_view> spellings;
  spellings.reserve(table.exact.size());
  for (const auto& [spelling, value] : table.exact) spellings.push_back(spelling);
  return did_you_mean(text, spellings);
}

// One item: markers, then the value table, then by type.
CellOutcome read_item(std::string_view raw, Position at, const ColumnSchema& column,
                      const CellRule& rule, std::span<const ValueTable> values) {
  switch (mark_of(raw, rule.reading)) {
    case Mark::unknown:
      return unknown_cell(raw, at, column);
    case Mark::none:
      return settle("-", at, column);
    case Mark::past:
      return settle("..", at, column);
    case Mark::ambiguous:
      if (rule.values && find_value(values[*rule.values], raw) != nullptr) break;
      return refused(ambiguous_marker(raw), at);
    case Mark::value:
      break;
  }
  if (rule.values) {
    const ValueTable& table = values[*rule.values];
    if (const std::string* found = find_value(table, raw)) {
      if (found->empty()) return unknown_cell(raw, at, column);
      return settle(*found, at, column);
    }
    if (!rule.pass) {
      return refused(in_quotes(raw) + " is not listed in the map's values." + table.name +
                         nearest_values(table, raw),
                     at);
    }
  }
  if (column.type == CellType::date) {
    const auto day = read_day(raw, rule.reading.dates);
    if (!day) return refused(day.error().message, at);
    return made(to_string(*day), at);
  }
  if (column.type == CellType::quantity) return read_quantity(raw, at, column, rule);
  return made(std::string(raw), at);
}

bool is_list(const ColumnSchema& column) {
  return column.type == CellType::texts || column.type == CellType::references;
}

std::vector<std::string_view> items_of(std::string_view raw, std::string_view separator) {
  std::vector<std::string_view> items;
  if (separator.empty()) return {raw};
  while (true) {
    const std::size_t end = raw.find(separator);
    items.push_back(trim(raw.substr(0, end)));
    if (end == std::string_view::npos) break;
    raw.remove_prefix(end + separator.size());
  }
  if (items.size() > 1 && items.back().empty()) items.pop_back();  // a separator behind the last
  return items;
}

CellOutcome read_list(std::string_view raw, Position at, const ColumnSchema& column,
                      const CellRule& rule, std::span<const ValueTable> values) {
  const bool whole = mark_of(raw, rule.reading) != Mark::value ||
                     (rule.values && find_value(values[*rule.values], raw) != nullptr);
  if (whole) return read_item(raw, at, column, rule, values);
  if (!rule.split && raw.find_first_of(";,/|+&\n") != std::string_view::npos) {
    return refused(in_quotes(raw) +
                       " may hold several items; say in the map what splits them, "
                       "such as split = \",\", or split = \"\" for one item",
                   at);
  }
  const std::vector<std::string_view> items = items_of(raw, rule.split.value_or(""));
  std::string text;
  for (const std::string_view item : items) {
    CellOutcome one = read_item(item, at, column, rule, values);
    if (one.refused() || one.text.empty()) return one;  // one unknown item leaves all unknown
    if (one.text == "-" && items.size() > 1) {
      return refused("none stands beside other items in " + in_quotes(raw), at);
    }
    const bool listed = rule.values && find_value(values[*rule.values], item) != nullptr;
    if (!listed && one.text.find(';') != std::string::npos) {
      return refused("an item may not hold a semicolon: " + in_quotes(item), at);
    }
    text += (text.empty() ? "" : ";") + one.text;
  }
  return made(text, at);
}

// A text made of columns and literals: unknown where one of them is.
CellOutcome read_mixed(const BoundCell& cell, std::span<const Field> fields,
                       const ColumnSchema& column) {
  std::string text;
  Position at;
  for (std::size_t i = 0; i < cell.rule->pieces.size(); ++i) {
    const Piece& piece = cell.rule->pieces[i];
    if (!piece.is_column) {
      text += piece.text;
      continue;
    }
    const Field& field = fields[cell.fields[i]];
    const std::string_view raw = trim(field.text);
    if (at.line == 0) at = field.at;
    switch (mark_of(raw, cell.rule->reading)) {
      case Mark::unknown:
        return empty_is_a_statement(column) ? unknown_cell("unknown", field.at, column)
                                            : unknown_cell(raw, field.at, column);
      case Mark::none:
      case Mark::past:
        return refused(in_quotes(raw) + " cannot be part of a longer text", field.at);
      case Mark::ambiguous:
        return refused(ambiguous_marker(raw), field.at);
      case Mark::value:
        text += raw;
    }
  }
  return made(text, at);
}

CellOutcome coordinate(const GeoPoint& point, const ColumnSchema& column, Position at) {
  return made(format_decimal(column.name == "lat" ? point.lat : point.lon, kDegreeDigits), at);
}

// A place is known only where all that names it is.
std::optional<CellOutcome> not_a_place(const BoundCell& cell, std::span<const Field> fields,
                                       const ColumnSchema& column) {
  for (const std::size_t number : cell.fields) {
    const std::string_view raw = trim(fields[number].text);
    const Position at = fields[number].at;
    switch (mark_of(raw, cell.rule->reading)) {
      case Mark::unknown:
        return made("", at);
      case Mark::none:
        return settle("-", at, column);
      case Mark::past:
        return settle("..", at, column);
      case Mark::ambiguous:
        return refused(ambiguous_marker(raw), at);
      case Mark::value:
        break;
    }
  }
  return std::nullopt;
}

CellOutcome read_grid_reference(const BoundCell& cell, std::span<const Field> fields,
                                const ColumnSchema& column) {
  if (auto outcome = not_a_place(cell, fields, column)) return *outcome;
  const Field& field = fields[cell.fields[0]];
  const std::string_view raw = trim(field.text);
  const auto reference = parse_grid_reference(raw);
  if (!reference) {
    return refused(in_quotes(raw) + " is no National Grid reference such as \"TQ 30080 80490\"",
                   field.at);
  }
  if (reference->square_metres > cell.rule->square_max_metres) {
    CellOutcome outcome = made("", field.at);
    outcome.too_coarse = true;
    return outcome;
  }
  CellOutcome outcome = coordinate(reference->point, column, field.at);
  outcome.grid_square_metres = reference->square_metres;
  return outcome;
}

CellOutcome read_easting_northing(const BoundCell& cell, std::span<const Field> fields,
                                  const ColumnSchema& column) {
  if (auto outcome = not_a_place(cell, fields, column)) return *outcome;
  double metres[2] = {0, 0};
  for (std::size_t i = 0; i < 2; ++i) {
    const Field& field = fields[cell.fields[i]];
    const auto number = read_number(trim(field.text), cell.rule->reading.numbers);
    if (!number) return refused(number.error().message, field.at);
    metres[i] = static_cast<double>(number->digits) / std::pow(10.0, number->scale);
  }
  const auto point = from_national_grid(metres[0], metres[1]);
  const Field& easting = fields[cell.fields[0]];
  if (!point) {
    return refused("easting " + in_quotes(trim(easting.text)) + " and northing " +
                       in_quotes(trim(fields[cell.fields[1]].text)) +
                       " lie outside the National Grid (0 to 700000, 0 to 1300000 metres)",
                   easting.at);
  }
  CellOutcome outcome = coordinate(*point, column, easting.at);
  outcome.grid_square_metres = 1;
  return outcome;
}

}  // namespace

std::string ambiguous_marker(std::string_view text) {
  return in_quotes(text) +
         " is not explained: list it in the map under unknown, none or (for days) past";
}

CellOutcome read_cell(const BoundCell& cell, std::span<const Field> fields,
                      const ColumnSchema& column, std::span<const ValueTable> values) {
  const CellRule& rule = *cell.rule;
  switch (rule.kind) {
    case CellKind::constant:
      return settle(rule.pieces.front().text, {}, column);
    case CellKind::grid_reference:
      return read_grid_reference(cell, fields, column);
    case CellKind::easting_northing:
      return read_easting_northing(cell, fields, column);
    case CellKind::columns:
      break;
  }
  if (rule.pieces.size() > 1) {
    CellOutcome mixed = read_mixed(cell, fields, column);
    if (!rule.values || mixed.refused() || mixed.text.empty()) return mixed;
    return read_item(mixed.text, mixed.at, column, rule, values);
  }
  const Field& field = fields[cell.fields[0]];
  const std::string_view raw = trim(field.text);
  if (is_list(column)) return read_list(raw, field.at, column, rule, values);
  return read_item(raw, field.at, column, rule, values);
}

}  // namespace relook::io
