// SPDX-License-Identifier: Apache-2.0
#include "report/html_matrix.hpp"

#include "report/html_text.hpp"

namespace relook::report {
namespace {

std::string cell_html(const MatrixCell& cell) {
  const Badge& outcome = cell.outcome;
  std::string html = "<td class=\"" + std::string(tone_class(outcome.tone)) + "\">";
  if (!outcome.word.empty()) {
    html +=
        "<span class=\"badge\">" + html_sign(outcome.tone) + html_text(outcome.word) + "</span>";
  }
  if (!cell.text.empty()) html += "<small>" + html_text(cell.text) + "</small>";
  return html + "</td>";
}

}  // namespace

std::string html_matrix(const Matrix& matrix) {
  const std::string caption = html_text(matrix.title);
  if (matrix.rows.empty()) {
    const std::string head = caption.empty() ? "" : "<h4>" + caption + "</h4>\n";
    return head + "<p class=\"soft\">" + html_text(matrix.empty) + "</p>\n";
  }
  std::string html = "<div class=\"scroll\"><table class=\"matrix\">\n";
  if (!caption.empty()) html += "<caption>" + caption + "</caption>\n";
  html += "<thead><tr><th scope=\"col\">" + html_text(matrix.header) + "</th>";
  for (const MatrixColumn& column : matrix.columns) {
    html += "<th scope=\"col\">" + html_text(column.label) + "</th>";
  }
  html += "</tr></thead>\n<tbody>\n";
  for (const MatrixRow& row : matrix.rows) {
    html += "<tr><th scope=\"row\">" + html_text(row.label) + "</th>";
    for (const MatrixCell& cell : row.cells) html += cell_html(cell);
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

}  // namespace relook::report
