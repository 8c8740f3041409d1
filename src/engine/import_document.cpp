// SPDX-License-Identifier: Apache-2.0
// What an import tells of itself.

#include <fmt/format.h>

#include "engine/import.hpp"
#include "engine/inputs.hpp"
#include "io/import.hpp"

namespace relook::engine {
namespace {

using codec::Tree;
using report::ColumnKind;

std::string counts_text(const std::vector<io::Count>& counts) {
  std::vector<std::string> parts;
  parts.reserve(counts.size());
  for (const io::Count& count : counts) {
    parts.push_back(fmt::format("{} {}", count.times, count.what));
  }
  return listed(parts);
}

report::Table sources_table(const io::ImportReport& report) {
  report::Table table{.id = "Sources", .title = "What was read", .columns = {}};
  table.columns = {{.id = "source", .header = "Source"},
                   {.id = "format", .header = "Read as"},
                   {.id = "read", .header = "Rows", .kind = ColumnKind::integer},
                   {.id = "blank", .header = "Blank", .kind = ColumnKind::integer},
                   {.id = "refused", .header = "Cells refused", .kind = ColumnKind::integer},
                   {.id = "rounded", .header = "Cells rounded", .kind = ColumnKind::integer},
                   {.id = "ignored", .header = "Columns ignored"},
                   {.id = "left_out", .header = "Left out"},
                   {.id = "objects", .header = "Objects"}};
  for (const io::SourceReport& source : report.sources) {
    table.rows.push_back(
        {{source.file, source.format, source.rows_read, source.blank_rows, source.cells_refused,
          source.cells_rounded, listed(source.columns_ignored), counts_text(source.left_out),
          counts_text(source.objects)}});
  }
  return table;
}

report::Table tables_table(const io::ImportReport& report) {
  report::Table table{.id = "Tables", .title = "What was made", .columns = {}};
  table.role = report::TableRole::main;
  table.columns = {{.id = "table", .header = "Table"},
                   {.id = "rows", .header = "Rows", .kind = ColumnKind::integer},
                   {.id = "same", .header = "Said twice", .kind = ColumnKind::integer},
                   {.id = "in_doubt",
                    .header = "In doubt",
                    .kind = ColumnKind::integer,
                    .help = "rows of which it is not known whether they are there"},
                   {.id = "complete", .header = "What is not in it"}};
  for (const io::TableReport& one : report.tables) {
    table.rows.push_back({{schema(one.table).name, one.rows, one.same, one.in_doubt,
                           one.complete ? "is known not to be there" : "is not known"}});
  }
  return table;
}

// What a format that has no map is taken to mean.
report::Table taken_table(const io::ImportReport& report) {
  report::Table table{.id = "Taken", .title = "What the graph is taken to mean", .columns = {}};
  table.columns = {{.id = "meaning", .header = "Taken to mean"}};
  for (const std::string& sentence : report.taken_as) table.rows.push_back({{sentence}});
  return table;
}

report::Table unknown_table(const io::ImportReport& report) {
  report::Table table{.id = "Unknown", .title = "What stays unknown", .columns = {}};
  table.columns = {{.id = "column", .header = "Column"},
                   {.id = "cells", .header = "Cells", .kind = ColumnKind::integer},
                   {.id = "assume",
                    .header = "What could be assumed",
                    .help = "in this order: each fills what is still empty"}};
  for (const io::UnknownCells& one : report.unknown) {
    table.rows.push_back(
        {{one.column, one.cells > 0 ? report::Cell(one.cells) : report::Cell("the table"),
          one.assume.empty() ? "" : fmt::format("--assume '{}'", one.assume)}});
  }
  return table;
}

report::Table assumptions_table(const std::vector<Assumption>& assumptions) {
  report::Table table{
      .id = "Assumptions", .title = "Assumptions that the estate keeps", .columns = {}};
  table.columns = {{.id = "assumption", .header = "Assumption"},
                   {.id = "cells", .header = "Cells filled", .kind = ColumnKind::integer}};
  for (const Assumption& assumption : assumptions) {
    table.rows.push_back({{assumption.text, assumption.cells}});
  }
  return table;
}

}  // namespace

report::Document import_document(const ImportResult& result) {
  report::Document document{.title = "Import of " + result.manifest.name};
  document.notice = result.manifest.notice;
  document.add(report::Verdict{"written", report::Tone::good,
                               "The estate stands in " + result.estate.string() + "."});
  report::KeyValues head;
  head.entries = {{"As of", to_string(result.manifest.as_of)},
                  {"Digest", to_string(result.digest)},
                  {"Warnings", std::to_string(result.warnings.warning_count())}};
  document.add(std::move(head));
  document.add(sources_table(result.report));
  document.add(tables_table(result.report));
  if (!result.report.taken_as.empty()) document.add(taken_table(result.report));
  if (!result.report.unknown.empty()) document.add(unknown_table(result.report));
  if (!result.assumptions.empty()) document.add(assumptions_table(result.assumptions));
  document.data = new_data();
  Tree& estate = document.data.add("estate", Tree::object());
  estate.add("name", result.manifest.name);
  estate.add("as_of", to_string(result.manifest.as_of));
  estate.add("digest", to_string(result.digest));
  document.data.add("warnings", result.warnings.warning_count());
  Tree& assumptions = document.data.add("assumptions", Tree::array());
  for (const Assumption& assumption : result.assumptions) {
    Tree one = Tree::object();
    one.add("text", assumption.text);
    one.add("cells", static_cast<std::int64_t>(assumption.cells));
    assumptions.push(std::move(one));
  }
  document.data.add("report", io::to_tree(result.report));
  return document;
}

}  // namespace relook::engine
