// SPDX-License-Identifier: Apache-2.0
#include "engine/validate.hpp"

#include <fmt/format.h>

#include "engine/inputs.hpp"
#include "engine/proof_network.hpp"
#include "engine/silences.hpp"
#include "estate/edit.hpp"
#include "routing/network.hpp"
#include "store/open.hpp"

namespace relook::engine {
namespace {

using codec::Tree;
using estate::Estate;
using estate::TableId;
using report::ColumnKind;

TableFill fill_of(const Estate& estate, TableId id) {
  const estate::Table& table = estate.table(id);
  TableFill fill{.table = id, .present = table.present(), .columns = {}};
  if (!fill.present) return fill;
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < table.rows; ++row) {
    if (own_row(estate, id, row)) rows.push_back(row);
  }
  fill.rows = rows.size();
  const auto count = static_cast<std::uint8_t>(table.columns.size());
  for (std::uint8_t i = 0; i < count; ++i) {
    const estate::ColumnRef ref{id, i};
    const bool is_id = schema(ref).type == estate::CellType::id;
    ColumnFill column{.column = ref, .present = is_id || estate.column(ref).present()};
    for (const std::uint32_t row : rows) column.empty += is_empty(estate, ref, row) ? 1U : 0U;
    fill.columns.push_back(column);
  }
  return fill;
}

report::Table tables_table(const ValidateResult& result) {
  report::Table table{.id = "Tables", .title = "Tables", .columns = {}};
  table.columns = {
      {.id = "table", .header = "Table"},
      {.id = "rows", .header = "Rows", .kind = ColumnKind::integer},
      {.id = "state", .header = "State"},
      {.id = "meaning", .header = "What it holds"},
  };
  for (const TableFill& fill : result.tables) {
    std::string state = "missing: nothing is known of it";
    if (fill.present) state = fill.rows == 0 ? "known to be empty" : "present";
    table.rows.push_back(
        {{schema(fill.table).name, fill.present ? report::Cell(fill.rows) : report::Cell(), state,
          schema(fill.table).meaning},
         fill.present ? report::Tone::neutral : report::Tone::muted});
  }
  return table;
}

report::Table columns_table(const ValidateResult& result) {
  report::Table table{.id = "Columns", .title = "How full the columns are", .columns = {}};
  table.role = report::TableRole::main;
  table.columns = {
      {.id = "column", .header = "Column"},
      {.id = "filled", .header = "Filled", .kind = ColumnKind::integer},
      {.id = "rows", .header = "Rows", .kind = ColumnKind::integer},
      {.id = "share",
       .header = "Share",
       .kind = ColumnKind::share,
       .part_column = "filled",
       .whole_column = "rows"},
      {.id = "meaning", .header = "What it means"},
  };
  for (const TableFill& fill : result.tables) {
    if (fill.rows == 0) continue;
    for (const ColumnFill& column : fill.columns) {
      const estate::ColumnSchema& said = schema(column.column);
      if (!column.present && said.has(estate::kDefaulted)) continue;
      const std::uint64_t filled = fill.rows - column.empty;
      table.rows.push_back(
          {{fmt::format("{}.{}", schema(fill.table).name, said.name), filled, fill.rows,
            report::Proportion{{static_cast<Int128>(filled), static_cast<Int128>(fill.rows)}},
            said.meaning},
           column.empty == 0 ? report::Tone::neutral : report::Tone::unsure});
    }
  }
  return table;
}

Tree validate_tree(const ValidateResult& result) {
  Tree data = new_data();
  Tree& estate = data.add("estate", Tree::object());
  estate.add("name", result.manifest.name);
  estate.add("as_of", to_string(result.manifest.as_of));
  estate.add("digest", to_string(result.digest));
  data.add("warnings", result.warnings.warning_count());
  Tree& assumptions = data.add("assumptions", Tree::array());
  for (const Assumption& assumption : result.assumptions) {
    Tree one = Tree::object();
    one.add("text", assumption.text);
    one.add("cells", static_cast<std::int64_t>(assumption.cells));
    assumptions.push(std::move(one));
  }
  if (!result.silences.empty()) data.add("gaps", silences_tree(result.silences));
  Tree& tables = data.add("tables", Tree::array());
  for (const TableFill& fill : result.tables) {
    Tree one = Tree::object();
    one.add("table", schema(fill.table).name);
    one.add("present", fill.present);
    one.add("rows", static_cast<std::int64_t>(fill.rows));
    Tree& columns = one.add("columns", Tree::array());
    for (const ColumnFill& column : fill.columns) {
      Tree entry = Tree::object();
      entry.add("column", schema(column.column).name);
      entry.add("present", column.present);
      entry.add("empty", static_cast<std::int64_t>(column.empty));
      columns.push(std::move(entry));
    }
    tables.push(std::move(one));
  }
  return data;
}

// Of an estate with a network; a network that no proof can read says so when it is proved.
std::vector<Silence> silences(const Estate& estate) {
  if (estate.rows(TableId::links) == 0) return {};
  const Date on = estate.manifest.as_of;
  const Estate today = estate::apply_changes(estate, on);
  const Read<routing::Network> network = routing::read_network(today, on, {});
  if (network.diagnostics.has_errors()) return {};
  return silences_of(network.value, today);
}

}  // namespace

Outcome<ValidateResult> validate(const ValidateRequest& request, const Library& library,
                                 const Run& run) {
  ValidateResult result;
  const Estate estate = take(load_estate(request.estate, library), result.warnings);
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  const estate::TableDigests digests = table_digests(estate);
  if (is_packed(request.estate)) {
    result.warnings.append(store::check_digests(request.estate, digests));
  }
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  if (run.stop.stop_requested()) return failed({ErrorKind::stopped, "stopped", {}});
  result.manifest = estate.manifest;
  result.digest = digest(estate, digests);
  for (std::size_t t = 0; t < estate::kEstateTableCount; ++t) {
    result.tables.push_back(fill_of(estate, static_cast<TableId>(t)));
  }
  Assumed assumed =
      take(assume(estate, estate.manifest.assumptions, estate.manifest.as_of, library.functions),
           result.warnings);
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  result.assumptions = std::move(assumed.assumptions);
  result.silences = silences(assumed.estate);
  return result;
}

report::Document validate_document(const ValidateResult& result) {
  report::Document document{.title = "Data of " + result.manifest.name};
  document.notice = result.manifest.notice;
  const std::size_t warnings = result.warnings.warning_count();
  document.add(report::Verdict{
      "valid", report::Tone::good,
      fmt::format("The data has no faults{}.",
                  warnings > 0 ? " and " + counted(warnings, "warning") : std::string())});
  report::KeyValues head;
  head.entries = {{"Estate", result.manifest.name},
                  {"As of", to_string(result.manifest.as_of)},
                  {"Digest", to_string(result.digest)}};
  document.add(std::move(head));
  document.add(tables_table(result));
  document.add(columns_table(result));
  if (!result.silences.empty()) document.add(silences_table(result.silences));
  if (!result.assumptions.empty()) {
    report::Table table{
        .id = "Assumptions", .title = "Assumptions that the estate keeps", .columns = {}};
    table.columns = {{.id = "assumption", .header = "Assumption"},
                     {.id = "cells", .header = "Cells filled", .kind = ColumnKind::integer}};
    for (const Assumption& assumption : result.assumptions) {
      table.rows.push_back({{assumption.text, assumption.cells}});
    }
    document.add(std::move(table));
  }
  document.data = validate_tree(result);
  document.list_member = "tables";
  return document;
}

}  // namespace relook::engine
