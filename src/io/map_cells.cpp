// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/spelling.hpp"
#include "io/map_reader.hpp"

namespace relook::io {
namespace {

using codec::Tree;
using estate::CellType;
using estate::ColumnSchema;
using estate::TableId;
using estate::TableSchema;

// "{Site ID}-4G" is a column and the text "-4G"; "{{" and "}}" are braces.
std::optional<std::vector<Piece>> parse_template(std::string_view text) {
  std::vector<Piece> pieces;
  std::string literal;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c == '{' || c == '}') && i + 1 < text.size() && text[i + 1] == c) {
      literal.push_back(c);
      ++i;
    } else if (c == '{') {
      const std::size_t end = text.find('}', i);
      if (end == std::string_view::npos || end == i + 1) return std::nullopt;
      if (!literal.empty()) pieces.push_back({literal, false});
      literal.clear();
      pieces.push_back({std::string(text.substr(i + 1, end - i - 1)), true});
      i = end;
    } else if (c == '}') {
      return std::nullopt;
    } else {
      literal.push_back(c);
    }
  }
  if (!literal.empty() || pieces.empty()) pieces.push_back({literal, false});
  return pieces;
}

void set_template(CellRule& rule, Keys& keys, const MapWord& word) {
  auto pieces = parse_template(word.text);
  if (!pieces) {
    keys.error(word.at, in_quotes(word.text) +
                            " has a brace without its other; columns stand as {Column}, and a "
                            "brace itself as {{ or }}");
    return;
  }
  rule.pieces = *std::move(pieces);
  const bool columns = std::ranges::any_of(rule.pieces, &Piece::is_column);
  rule.kind = columns ? CellKind::columns : CellKind::constant;
}

// A cell that is no table: a template, or a value as TOML writes it.
CellRule read_plain_cell(const Tree& tree, std::uint8_t column, Keys& keys, const MapScope& scope) {
  CellRule rule{.column = column, .reading = scope.reading, .at = tree.at};
  if (const std::string* text = tree.as_string()) {
    set_template(rule, keys, {*text, tree.at});
  } else if (const Date* date = tree.as_date()) {
    rule.pieces = {{to_string(*date), false}};
  } else if (const std::int64_t* integer = tree.as_integer()) {
    rule.pieces = {{std::to_string(*integer), false}};
  } else {
    keys.error(tree.at,
               "a cell is text in quotes, a whole number, a date or a table such as "
               "{ column = \"…\" }, not " +
                   std::string(kind_name(tree)));
  }
  return rule;
}

void read_places(CellRule& rule, Keys& cell) {
  const auto reference = cell.text("grid_reference");
  const auto easting = cell.text("easting");
  const auto northing = cell.text("northing");
  if (const auto coarsest = cell.integer("coarsest_m")) {
    rule.square_max_metres = static_cast<int>(std::min<std::int64_t>(*coarsest, 100'000));
  }
  if (reference) {
    rule.kind = CellKind::grid_reference;
    rule.pieces = {{*reference, true}};
  } else if (easting || northing) {
    rule.kind = CellKind::easting_northing;
    rule.pieces = {{easting.value_or(""), true}, {northing.value_or(""), true}};
    if (!easting || !northing) cell.error(cell.at(), "an easting and a northing go together");
  }
}

void read_quantity(CellRule& rule, Keys& cell, const ColumnSchema& column, const MapScope& scope) {
  const auto unit = cell.text("unit");
  const auto factor = cell.text("factor");
  if (cell.flag("round").value_or(false)) rule.rounding = Rounding::nearest;
  if (column.type != CellType::quantity) {
    if (unit || factor) {
      cell.error(cell.at(), std::string(column.name) + " is no quantity and has no unit");
    }
    return;
  }
  if (unit && factor) cell.error(cell.at(), "say either a unit or a factor");
  const auto found = factor ? parse_factor(*factor)
                     : unit ? unit_factor(*unit, column.unit, scope.currency)
                            : Result<Factor>(Factor{});
  if (found) {
    rule.factor = *found;
  } else {
    cell.error(cell.find(factor ? "factor" : "unit")->at, found.error().message);
  }
}

CellRule read_cell_table(const Tree& tree, std::uint8_t number, const ColumnSchema& column,
                         const MapScope& scope, Keys& around) {
  Keys cell(tree, "the cell of " + std::string(column.name), around.file(), around.diagnostics());
  CellRule rule{.column = number, .at = tree.at};
  rule.reading = read_reading(cell, scope.reading);
  const auto one = cell.text("column");
  const auto text = cell.text("text");
  if (one) {
    rule.kind = CellKind::columns;
    rule.pieces = {{*one, true}};
  } else if (text) {
    set_template(rule, cell, {*text, cell.find("text")->at});
  }
  const bool place = column.name == "lat" || column.name == "lon";
  if (place) read_places(rule, cell);
  if (rule.pieces.empty()) {
    cell.error(tree.at, std::string("say where it comes from: column = \"…\" or text = \"{…}\"") +
                            (place ? ", grid_reference, or easting and northing" : ""));
  }
  read_quantity(rule, cell, column, scope);
  rule.pass = cell.flag("pass").value_or(false);
  rule.split = cell.text("split");
  if (const auto name = cell.text("values")) {
    std::vector<std::string_view> names;
    for (const auto& [known, index] : scope.values) names.push_back(known);
    const auto found = find_word({*name, cell.find("values")->at}, names, "table of values",
                                 around.file(), around.diagnostics());
    if (found) rule.values = scope.values.find(names[*found])->second;
  }
  cell.finish();
  return rule;
}

bool needs_unit(const ColumnSchema& column) {
  constexpr std::array<std::string_view, 5> kAsked = {"Gbit/s", "TB/year", "µs", "currency", "m"};
  return std::ranges::find(kAsked, column.unit) != kAsked.end();
}

void check_cell(const CellRule& rule, const ColumnSchema& column, bool has_unit, Keys& keys,
                const MapScope& scope) {
  if (rule.kind == CellKind::constant) return;
  if (!scope.has_columns) {
    keys.error(rule.at, "this row comes from no table and has no columns to ask");
    return;
  }
  if (needs_unit(column) && !has_unit) {
    keys.error(rule.at, "say the unit of the table's column, such as { column = \"…\", unit = \"" +
                            std::string(column.unit == "currency" ? scope.currency : column.unit) +
                            "\" }");
  }
  const bool mixed = rule.kind == CellKind::columns && rule.pieces.size() > 1;
  if (mixed && (column.type == CellType::date || column.type == CellType::quantity)) {
    keys.error(rule.at, std::string(column.name) + " comes from one column, not from a text");
  }
}

CellRule read_cell(const Tree& tree, std::uint8_t number, TableId table, Keys& keys,
                   const MapScope& scope) {
  const ColumnSchema& column = estate::schema(table).columns[number];
  const bool is_table = tree.as_object() != nullptr;
  CellRule rule = is_table ? read_cell_table(tree, number, column, scope, keys)
                           : read_plain_cell(tree, number, keys, scope);
  const bool has_unit =
      is_table && (tree.find("unit") != nullptr || tree.find("factor") != nullptr);
  check_cell(rule, column, has_unit, keys, scope);
  return rule;
}

// `position` fills latitude and longitude from one place.
void read_position(Keys& keys, TableId table, const MapScope& scope, std::vector<CellRule>& cells) {
  const TableSchema& schema = estate::schema(table);
  const auto lat = estate::find_column(schema, "lat");
  if (!lat) return;
  const Tree* tree = keys.find("position");
  if (tree == nullptr) return;
  for (const std::string_view name : {std::string_view("lat"), std::string_view("lon")}) {
    const std::size_t number = *estate::find_column(schema, name);
    Keys place(*tree, "position", keys.file(), keys.diagnostics());
    CellRule rule{.column = static_cast<std::uint8_t>(number), .at = tree->at};
    rule.reading = read_reading(place, scope.reading);
    const auto latitude = place.text("latitude");
    const auto longitude = place.text("longitude");
    if (latitude && longitude) {
      rule.kind = CellKind::columns;
      rule.pieces = {{name == "lat" ? *latitude : *longitude, true}};
    }
    read_places(rule, place);
    if (name == "lat") {  // once: the same table is read for both
      if (rule.pieces.empty()) {
        place.error(tree->at,
                    "say where the position comes from: grid_reference, or easting and "
                    "northing, or latitude and longitude");
      }
      if (keys.find("lat") != nullptr || keys.find("lon") != nullptr) {
        keys.error(tree->at, "position fills lat and lon; leave these out");
      }
      if (!scope.has_columns) keys.error(tree->at, "this row comes from no table");
      place.finish();
    }
    cells.push_back(std::move(rule));
  }
}

std::optional<Presence> read_presence(Keys& keys, std::string_view name,
                                      std::span<const std::string_view> allowed) {
  const auto text = keys.text(name);
  if (!text) return std::nullopt;
  const auto found = find_word({*text, keys.find(name)->at}, allowed, "meaning of a cell",
                               keys.file(), keys.diagnostics());
  if (!found) return std::nullopt;
  return allowed[*found] == "present" ? Presence::present : Presence::absent;
}

Condition read_condition(const Tree& tree, const MapScope& scope, Diagnostics& diagnostics) {
  constexpr std::string_view kBlank[] = {"absent", "present"};
  constexpr std::string_view kUnknown[] = {"present"};
  Keys keys(tree, "when", scope.file, diagnostics);
  Condition condition;
  condition.at = tree.at;
  condition.reading = scope.reading;
  condition.column = keys.text("column").value_or("");
  if (condition.column.empty()) keys.error(tree.at, "when must say its column");
  const auto filled = keys.flag("filled");
  const auto equals = keys.texts("equals");
  const auto in = keys.texts("in");
  const auto other = keys.texts("not");
  if ((filled ? 1 : 0) + (equals ? 1 : 0) + (in ? 1 : 0) + (other ? 1 : 0) != 1) {
    keys.error(tree.at, "when asks one thing: filled = true, equals, in or not");
  }
  if (filled && !*filled) keys.error(tree.at, "filled can only be true");
  if (!filled) condition.test = other ? Condition::Test::none_of : Condition::Test::one_of;
  condition.words = equals ? *equals : in ? *in : other ? *other : std::vector<std::string>{};
  condition.blank = read_presence(keys, "blank", kBlank).value_or(Presence::doubt);
  condition.unknown = read_presence(keys, "unknown", kUnknown).value_or(Presence::doubt);
  condition.shown_by = keys.text("shown_by").value_or("");
  if (!condition.shown_by.empty() && !filled) {
    keys.error(tree.at, "shown_by goes with filled = true");
  }
  if (!scope.has_columns) keys.error(tree.at, "this row comes from no table and has no condition");
  keys.finish();
  return condition;
}

}  // namespace

Reading read_reading(Keys& keys, const Reading& around) {
  Reading reading = around;
  if (auto words = keys.texts("unknown")) reading.unknown = *std::move(words);
  if (auto words = keys.texts("none")) reading.none = *std::move(words);
  if (auto words = keys.texts("past")) reading.past = *std::move(words);
  const bool markers = keys.find("unknown") != nullptr || keys.find("none") != nullptr;
  for (const std::string& word : reading.none) {
    if (!markers) break;  // told where they were said
    const bool both = std::ranges::find(reading.unknown, word) != reading.unknown.end();
    if (both) keys.error(keys.at(), in_quotes(word) + " means both unknown and none");
  }
  if (const auto words = keys.words("dates")) {
    reading.dates.clear();
    for (const MapWord& word : *words) {
      const auto found =
          find_word(word, kDateFormats, "format of dates", keys.file(), keys.diagnostics());
      if (found) reading.dates.push_back(static_cast<DateFormat>(*found));
    }
  }
  if (const auto decimal = keys.text("decimal")) {
    if (*decimal == "." || *decimal == ",") {
      reading.numbers.decimal = decimal->front();
    } else {
      keys.error(keys.find("decimal")->at, "decimal is \".\" or \",\"");
    }
  }
  if (const auto thousands = keys.text("thousands")) {
    constexpr std::string_view kAllowed[] = {".", ",", " ", "'", "’", "\u00A0", "\u202F"};
    if (std::ranges::find(kAllowed, std::string_view(*thousands)) == std::ranges::end(kAllowed)) {
      keys.error(keys.find("thousands")->at,
                 "thousands is one of . , ' or a space, plain or no-break");
    } else {
      reading.numbers.thousands = *thousands;
    }
  }
  const bool signs = keys.find("decimal") != nullptr || keys.find("thousands") != nullptr;
  if (signs && reading.numbers.thousands == std::string(1, reading.numbers.decimal)) {
    keys.error(keys.at(), "decimal and thousands are the same character");
  }
  return reading;
}

std::vector<CellRule> read_cells(Keys& keys, TableId table, const MapScope& scope) {
  const TableSchema& schema = estate::schema(table);
  std::vector<CellRule> cells;
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    const Tree* tree = keys.find(schema.columns[i].name);
    if (tree == nullptr) continue;
    cells.push_back(read_cell(*tree, static_cast<std::uint8_t>(i), table, keys, scope));
  }
  read_position(keys, table, scope, cells);
  return cells;
}

std::optional<RowRule> read_row_rule(const Tree& tree, const MapScope& scope,
                                     Diagnostics& diagnostics) {
  Keys keys(tree, "a row", scope.file, diagnostics);
  const auto name = keys.text("table");
  if (!name) {
    keys.error(tree.at, "a row must say its table: table = \"…\"");
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  for (const TableSchema& table : estate::schema().first(estate::kEstateTableCount)) {
    names.push_back(table.name);
  }
  const auto found =
      find_word({*name, keys.find("table")->at}, names, "table", scope.file, diagnostics);
  if (!found) return std::nullopt;
  RowRule rule;
  rule.table = static_cast<TableId>(*found);
  rule.at = tree.at;
  Keys row(tree, "a row of " + *name, scope.file, diagnostics);
  (void)row.find("table");
  for (const Tree& condition : row.list("when")) {
    rule.when.push_back(read_condition(condition, scope, diagnostics));
  }
  rule.cells = read_cells(row, rule.table, scope);
  row.finish();
  const TableSchema& schema = estate::schema(rule.table);
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    const bool key = schema.columns[i].has(estate::kKey);
    const bool filled =
        std::ranges::any_of(rule.cells, [&](const CellRule& cell) { return cell.column == i; });
    if (key && !filled) {
      keys.error(tree.at,
                 "a row of " + *name + " must say its " + std::string(schema.columns[i].name));
    }
  }
  return rule;
}

}  // namespace relook::io
