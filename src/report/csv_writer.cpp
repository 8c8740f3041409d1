// SPDX-License-Identifier: Apache-2.0
#include "report/csv_writer.hpp"

#include <optional>
#include <string_view>
#include <vector>

#include "codec/csv.hpp"
#include "report/as_table.hpp"
#include "report/fraction_columns.hpp"
#include "report/glyphs.hpp"

namespace relook::report {
namespace {

// A spreadsheet takes a text that starts so for a formula and runs it (OWASP, "CSV Injection").
std::string harmless(std::string_view text) {
  std::string out = printable(text);
  if (!out.empty() && std::string_view("=+-@").contains(out.front())) out.insert(0, "'");
  return out;
}

// Without the space before the sign, so that a spreadsheet reads a number.
std::string bare_percent(const Proportion& proportion) {
  if (proportion.fraction.unbounded || proportion.fraction.whole == 0) return {};
  std::string text = percent(proportion.fraction, proportion.limit);
  std::erase(text, ' ');
  return text;
}

std::string field(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell.value)) return harmless(*text);
  if (const auto* integer = std::get_if<Int128>(&cell.value)) return to_string(*integer);
  if (const auto* decimal = std::get_if<Decimal>(&cell.value)) {
    return format_decimal(decimal->value, decimal->digits);
  }
  if (const auto* date = std::get_if<Date>(&cell.value)) return to_string(*date);
  if (const auto* proportion = std::get_if<Proportion>(&cell.value)) {
    return bare_percent(*proportion);
  }
  if (const auto* badge = std::get_if<Badge>(&cell.value)) return harmless(badge->word);
  return {};
}

void append_row(std::string& out, const std::vector<std::string>& fields) {
  const std::vector<std::string_view> views(fields.begin(), fields.end());
  codec::append_csv_row(out, views);
}

void append_table(std::string& out, const Table& table) {
  const Table split = with_fraction_columns(table);
  std::vector<std::string> fields;
  fields.reserve(split.columns.size());
  for (const Column& column : split.columns) fields.push_back(column.id);
  append_row(out, fields);
  for (const Row& row : split.rows) {
    fields.clear();
    for (const Cell& cell : row.cells) fields.push_back(field(cell));
    append_row(out, fields);
  }
}

}  // namespace

std::string write_csv(const Document& document) {
  std::string out;
  std::string all;
  for (const Block& block : document.blocks) {
    if (!shows(block.shown, Shown::csv)) continue;
    const std::optional<Table> table = table_of(block, Reader::program);
    if (!table) continue;
    if (table->role == TableRole::main) {
      append_table(out, *table);
      return out;
    }
    if (!all.empty()) all.push_back('\n');
    append_row(all, {harmless(table->title)});
    append_table(all, *table);
    if (table->more.count > 0) {
      append_row(all, {to_string(static_cast<Int128>(table->more.count)) + " rows left out. " +
                       printable(table->more.sentence)});
    }
  }
  return all;
}

}  // namespace relook::report
