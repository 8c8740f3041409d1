// SPDX-License-Identifier: Apache-2.0
#include "io/import_table.hpp"

#include <algorithm>
#include <cmath>

#include "base/geodesic.hpp"
#include "base/spelling.hpp"
#include "codec/csv.hpp"
#include "io/cell.hpp"
#include "io/table.hpp"

namespace relook::io {
namespace {

// The state of one table's import.
struct TableImport {
  const TableInput& input;
  const Map& map;
  RowCollector& rows;
  SourceReport& report;
  Diagnostics& diagnostics;
  Header header = {};
  std::vector<std::string> names = {};  // what header's views show
  std::vector<BoundRow> rules = {};
  std::vector<Diagnostic> told = {};  // of the current row: several rules may ask one field

  void refuse(Position at, std::string message, std::string_view column) {
    if (!column.empty()) message = "column " + in_quotes(column) + ": " + message;
    const Diagnostic diagnostic{report.file, at, Severity::error, message};
    if (std::ranges::find(told, diagnostic) != told.end()) return;
    told.push_back(diagnostic);
    ++report.cells_refused;
    diagnostics.error(report.file, at, std::move(message));
  }

  void read_header(std::span<const codec::CsvField> fields);
  void account_for_columns(std::span<const codec::CsvField> fields);
  void read_row(std::span<const Field> fields, Position at);
  [[nodiscard]] std::optional<Truth> conditions(const BoundRow& rule,
                                                std::span<const Field> fields);
  void note_place(const CellOutcome& outcome, bool latitude);
  [[nodiscard]] std::string_view column_at(Position at, std::span<const Field> fields) const;
};

void TableImport::read_header(std::span<const codec::CsvField> fields) {
  for (const codec::CsvField& field : fields) names.emplace_back(trim(field.text));
  header.file = report.file;
  for (const std::string& name : names) header.names.push_back(name);
  header.used.resize(names.size());
  for (const RowRule& rule : input.source.rows) {
    rules.push_back(bind_row(rule, header, map.file, diagnostics));
  }
  account_for_columns(fields);
}

void TableImport::account_for_columns(std::span<const codec::CsvField> fields) {
  const auto& ignored = input.source.ignored;
  const auto is_ignored = [&](std::string_view name) {
    return std::ranges::any_of(ignored, [&](const MapWord& word) { return word.text == name; });
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (header.used[i]) {
      report.columns_used.push_back(names[i]);
      if (is_ignored(names[i])) {
        diagnostics.error(map.file, input.source.at,
                          "column " + in_quotes(names[i]) + " is both used and ignored");
      }
    } else if (is_ignored(names[i])) {
      report.columns_ignored.push_back(names[i]);
    } else if (!names[i].empty()) {
      diagnostics.error(report.file, fields[i].at,
                        "the map neither uses column " + in_quotes(names[i]) +
                            " nor names it in the source's `ignored`");
    }
  }
  for (const MapWord& word : ignored) {
    if (std::ranges::find(names, word.text) != names.end()) continue;
    diagnostics.warning(map.file, word.at,
                        report.file + " has no column " + in_quotes(word.text) + " to ignore" +
                            did_you_mean(word.text, header.names));
  }
}

// Whether all conditions hold; nothing where a field cannot be read.
std::optional<Truth> TableImport::conditions(const BoundRow& rule, std::span<const Field> fields) {
  Truth all = Truth::yes;
  std::string reason;
  for (const BoundCondition& condition : rule.when) {
    ConditionOutcome outcome = ask(condition, fields, header);
    if (!outcome.refusal.empty()) {
      refuse(outcome.at, std::move(outcome.refusal), column_at(outcome.at, fields));
      return std::nullopt;
    }
    if (outcome.holds == Truth::no && reason.empty()) reason = std::move(outcome.reason);
    all = both(all, outcome.holds);
  }
  if (all == Truth::no) {
    count_one(report.left_out, std::string(estate::schema(rule.rule->table).name) + ": " + reason);
  }
  return all;
}

std::string_view TableImport::column_at(Position at, std::span<const Field> fields) const {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].at == at) return header.names[i];
  }
  return {};
}

void TableImport::note_place(const CellOutcome& outcome, bool latitude) {
  if (!latitude) return;
  if (outcome.too_coarse) ++report.grid_too_coarse;
  if (outcome.grid_square_metres == 0) return;
  ++report.grid_positions;
  // The centre of a square is off by half its diagonal at most; an easting names the point itself.
  const double half = outcome.grid_square_metres > 1
                          ? std::sqrt(2.0) / 2 * static_cast<double>(outcome.grid_square_metres)
                          : 1.0;
  const int error = kNationalGridErrorMetres + static_cast<int>(std::ceil(half));
  report.grid_error_metres = std::max(report.grid_error_metres, error);
}

void TableImport::read_row(std::span<const Field> fields, Position at) {
  told.clear();
  for (const BoundRow& rule : rules) {
    const auto holds = conditions(rule, fields);
    if (!holds || *holds == Truth::no) continue;
    const estate::TableSchema& schema = estate::schema(rule.rule->table);
    Row row{rule.rule->table, input.file, at, {}};
    bool whole = true;
    for (const BoundCell& cell : rule.cells) {
      const estate::ColumnSchema& column = schema.columns[cell.rule->column];
      CellOutcome outcome = read_cell(cell, fields, column, map.values);
      if (outcome.at.line == 0) outcome.at = at;
      if (outcome.refused()) {
        refuse(outcome.at, std::move(outcome.refusal), column_at(outcome.at, fields));
        whole = whole && !column.has(estate::kKey);
        continue;
      }
      if (outcome.rounded) ++report.cells_rounded;
      note_place(outcome, column.name == "lat");
      row.cells.push_back({cell.rule->column, std::move(outcome.text), outcome.at});
    }
    if (!whole) continue;
    rows.add(std::move(row), *holds == Truth::yes ? Certainty::there : Certainty::in_doubt);
  }
}

bool is_blank(std::span<const codec::CsvField> fields) {
  return std::ranges::all_of(fields,
                             [](const codec::CsvField& field) { return trim(field.text).empty(); });
}

}  // namespace

void count_one(std::vector<Count>& counts, std::string_view what) {
  constexpr std::size_t kDifferent = 20;
  auto found = std::ranges::find(counts, what, &Count::what);
  if (found == counts.end() && counts.size() >= kDifferent) {
    what = "other values";
    found = std::ranges::find(counts, what, &Count::what);
  }
  if (found == counts.end()) {
    counts.push_back({std::string(what), 0});
    found = counts.end() - 1;
  }
  ++found->times;
}

void import_table(const TableInput& input, const Map& map, RowCollector& rows, SourceReport& report,
                  Diagnostics& diagnostics) {
  const SourceRule& source = input.source;
  const auto text = to_utf8(input.document.bytes, source.encoding, source.skip);
  if (!text) {
    diagnostics.error(report.file, {}, text.error().message);
    return;
  }
  const auto found = source.delimiter ? source.delimiter : find_delimiter(*text);
  const char delimiter = found.value_or(',');
  report.format = "a table, separated by " + delimiter_name(delimiter) +
                  (source.delimiter ? ""
                   : found          ? " (found)"
                                    : " (nothing found)");
  codec::CsvReader reader(*text, report.file, {.delimiter = delimiter}, diagnostics);
  if (!reader.next()) {
    diagnostics.error(report.file, {}, "the table is empty; it has not even a header");
    return;
  }
  TableImport import{input, map, rows, report, diagnostics};
  const std::size_t faults = diagnostics.error_count();
  import.read_header(reader.row());
  for (const RowRule& rule : source.rows) rows.declare(rule.table);
  if (diagnostics.error_count() > faults) return;  // every row would repeat them
  std::vector<Field> fields;
  while (reader.next()) {
    if (is_blank(reader.row())) {
      ++report.blank_rows;
      continue;
    }
    ++report.rows_read;
    const Position at{reader.line(), 1};
    if (reader.row().size() != import.names.size()) {
      diagnostics.error(report.file, at,
                        "the row has " + std::to_string(reader.row().size()) +
                            " fields and the header " + std::to_string(import.names.size()) +
                            "; is a " + delimiter_name(delimiter) + " missing or not in quotes?");
      continue;
    }
    fields.clear();
    for (std::size_t i = 0; i < import.names.size(); ++i) {
      const codec::CsvField& field = reader.row()[i];
      fields.push_back({field.text, field.at});
      if (import.names[i].empty() && !trim(field.text).empty()) {
        diagnostics.error(report.file, field.at, "a value stands under no column name");
      }
    }
    import.read_row(fields, at);
  }
}

}  // namespace relook::io
