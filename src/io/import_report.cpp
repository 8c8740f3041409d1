// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "io/import.hpp"

namespace relook::io {
namespace {

using codec::Tree;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

void append_counts(std::string& out, std::string_view title, const std::vector<Count>& counts) {
  if (counts.empty()) return;
  out += fmt::format("  {}\n", title);
  for (const Count& count : counts) out += fmt::format("    {:>8}  {}\n", count.times, count.what);
}

void append_source(std::string& out, const SourceReport& source) {
  out += fmt::format("{}: {}\n", source.file, source.format.empty() ? "not read" : source.format);
  out += fmt::format("  read     {} rows", source.rows_read);
  if (source.blank_rows > 0) out += fmt::format(", and {} blank ones", source.blank_rows);
  out += "\n";
  if (!source.columns_used.empty()) {
    out += fmt::format("  used     {}\n", joined(source.columns_used));
  }
  if (!source.columns_ignored.empty()) {
    out += fmt::format("  ignored  {}\n", joined(source.columns_ignored));
  }
  if (source.cells_refused > 0) out += fmt::format("  refused  {} cells\n", source.cells_refused);
  if (source.cells_rounded > 0) out += fmt::format("  rounded  {} cells\n", source.cells_rounded);
  if (source.grid_positions > 0) {
    out += fmt::format("  places   {} from the National Grid, good to {} m\n",
                       source.grid_positions, source.grid_error_metres);
  }
  if (source.grid_too_coarse > 0) {
    out += fmt::format("  places   {} left unknown, their grid references being too coarse\n",
                       source.grid_too_coarse);
  }
  append_counts(out, "left out, by what the condition found:", source.left_out);
  append_counts(out, "objects:", source.objects);
}

Tree texts_tree(const std::vector<std::string>& texts) {
  Tree tree = Tree::array();
  for (const std::string& text : texts) tree.push(text);
  return tree;
}

Tree counts_tree(const std::vector<Count>& counts) {
  Tree tree = Tree::array();
  for (const Count& count : counts) {
    Tree one = Tree::object();
    one.add("what", count.what);
    one.add("times", count.times);
    tree.push(std::move(one));
  }
  return tree;
}

Tree source_tree(const SourceReport& source) {
  Tree tree = Tree::object();
  tree.add("file", source.file);
  tree.add("format", source.format);
  tree.add("rows_read", source.rows_read);
  tree.add("blank_rows", source.blank_rows);
  tree.add("cells_refused", source.cells_refused);
  tree.add("cells_rounded", source.cells_rounded);
  tree.add("columns_used", texts_tree(source.columns_used));
  tree.add("columns_ignored", texts_tree(source.columns_ignored));
  tree.add("left_out", counts_tree(source.left_out));
  tree.add("objects", counts_tree(source.objects));
  Tree grid = Tree::object();
  grid.add("positions", source.grid_positions);
  grid.add("too_coarse", source.grid_too_coarse);
  grid.add("error_m", source.grid_error_metres);
  tree.add("national_grid", std::move(grid));
  return tree;
}

}  // namespace

std::string to_text(const ImportReport& report) {
  std::string out;
  for (const SourceReport& source : report.sources) append_source(out, source);
  out += "made\n";
  for (const TableReport& table : report.tables) {
    out += fmt::format("  {:<12} {:>8} rows", estate::schema(table.table).name, table.rows);
    if (table.same > 0) out += fmt::format(", {} said again", table.same);
    if (table.in_doubt > 0) out += fmt::format(", {} in doubt", table.in_doubt);
    if (!table.complete) out += ", not complete";
    out += "\n";
  }
  if (!report.taken_as.empty()) out += "taken to mean\n";
  for (const std::string& sentence : report.taken_as) out += fmt::format("  {}\n", sentence);
  if (!report.unknown.empty()) out += "unknown\n";
  for (const UnknownCells& unknown : report.unknown) {
    out += fmt::format("  {:<26} {:>8}  {}\n", unknown.column,
                       unknown.cells > 0 ? std::to_string(unknown.cells) : "table",
                       unknown.assume.empty() ? "-" : unknown.assume);
  }
  return out;
}

Tree to_tree(const ImportReport& report) {
  Tree tree = Tree::object();
  Tree& sources = tree.add("sources", Tree::array());
  for (const SourceReport& source : report.sources) sources.push(source_tree(source));
  Tree& tables = tree.add("tables", Tree::array());
  for (const TableReport& table : report.tables) {
    Tree one = Tree::object();
    one.add("table", std::string(estate::schema(table.table).name));
    one.add("rows", table.rows);
    one.add("same", table.same);
    one.add("in_doubt", table.in_doubt);
    one.add("complete", table.complete);
    tables.push(std::move(one));
  }
  tree.add("taken_as", texts_tree(report.taken_as));
  Tree& unknown = tree.add("unknown", Tree::array());
  for (const UnknownCells& cells : report.unknown) {
    Tree one = Tree::object();
    one.add("column", cells.column);
    one.add("cells", cells.cells);
    one.add("assume", cells.assume);
    unknown.push(std::move(one));
  }
  return tree;
}

}  // namespace relook::io
