// SPDX-License-Identifier: Apache-2.0
#include "report/html_table.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "report/html_text.hpp"
#include "report/wording.hpp"

namespace relook::report {
namespace {

std::string cell_class(const Column& column, const Cell& cell) {
  std::string name;
  const Align align = align_of(column);
  if (align == Align::right) name = "right";
  if (align == Align::centre) name = "centre";
  const bool number = std::holds_alternative<Int128>(cell.value) ||
                      std::holds_alternative<Decimal>(cell.value) ||
                      std::holds_alternative<Proportion>(cell.value);
  if (number) name += name.empty() ? "number" : " number";
  if (std::holds_alternative<Date>(cell.value)) name += name.empty() ? "date" : " date";
  return name.empty() ? "" : " class=\"" + name + "\"";
}

std::string cell_content(const Cell& cell, const CellReader& read) {
  std::string text = html_text(read(cell));
  const auto* badge = std::get_if<Badge>(&cell.value);
  if (badge == nullptr) return text;
  return "<span class=\"badge " + std::string(tone_class(badge->tone)) + "\">" +
         html_sign(badge->tone) + text + "</span>";
}

std::string table_head(const Table& table) {
  std::string html = "<thead><tr>";
  for (const Column& column : table.columns) {
    const Align align = align_of(column);
    const std::string_view name = align == Align::right    ? " class=\"right\""
                                  : align == Align::centre ? " class=\"centre\""
                                                           : "";
    html +=
        "<th scope=\"col\"" + std::string(name) + ">" + html_text(header_text(column)) + "</th>";
  }
  return html + "</tr></thead>\n";
}

std::string table_help(const Table& table) {
  std::string html;
  for (const Column& column : table.columns) {
    if (column.help.empty()) continue;
    html += "<dt>" + html_text(column.header) + "</dt><dd>" + html_text(column.help) + "</dd>\n";
  }
  if (html.empty()) return html;
  return "<details><summary>What the columns mean</summary><dl>\n" + html + "</dl></details>\n";
}

}  // namespace

std::string html_table(const Table& table) {
  const std::string caption = html_text(table.title);
  const std::size_t shown = rows_read(table);
  const std::string left_out = left_out_text(table, shown);
  const std::string below =
      (left_out.empty() ? "" : "<p class=\"soft\">" + html_text(left_out) + "</p>\n") +
      table_help(table);
  if (table.rows.empty()) {
    const std::string head = caption.empty() ? "" : "<h4>" + caption + "</h4>\n";
    return head + "<p class=\"soft\">" + html_text(table.empty) + "</p>\n" + below;
  }
  std::string html = "<div class=\"scroll\"><table>\n";
  if (!caption.empty()) html += "<caption>" + caption + "</caption>\n";
  html += table_head(table) + "<tbody>\n";
  const std::vector<CellReader> readers = cell_readers(table);
  const bool signs = std::ranges::count(table.columns, ColumnKind::tone, &Column::kind) == 0;
  for (const Row& row : std::span(table.rows).first(shown)) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      html += "<td" + cell_class(table.columns[i], row.cells[i]) + ">";
      if (signs && i == 0) html += html_spoken_sign(row.tone);
      html += cell_content(row.cells[i], readers[i]) + "</td>";
    }
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n" + below;
}

}  // namespace relook::report
