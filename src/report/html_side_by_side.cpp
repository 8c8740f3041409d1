// SPDX-License-Identifier: Apache-2.0
#include "report/html_side_by_side.hpp"

#include <span>

#include "report/as_table.hpp"
#include "report/html_text.hpp"
#include "report/wording.hpp"

namespace relook::report {
namespace {

std::string side_html(const Side& side) {
  std::string html = "<td>";
  if (!side.outcome.word.empty()) {
    html += "<span class=\"badge " + std::string(tone_class(side.outcome.tone)) + "\">" +
            html_sign(side.outcome.tone) + html_text(side.outcome.word) + "</span>";
  }
  if (!side.text.empty()) html += "<small>" + html_text(side.text) + "</small>";
  return html + "</td>";
}

std::string pair_html(const Pair& pair) {
  std::string html = "<tbody>\n<tr class=\"pair\"><th scope=\"row\">" + html_text(pair.label) +
                     "</th>" + side_html(pair.before) + side_html(pair.after) + "</tr>\n";
  html += "<tr class=\"because\"><td></td><td colspan=\"2\">";
  if (!pair.because.empty()) {
    html += "<ul>";
    for (const std::string& line : pair.because) html += "<li>" + html_text(line) + "</li>";
    html += "</ul>";
  }
  return html + "</td></tr>\n</tbody>\n";
}

}  // namespace

std::string html_side_by_side(const SideBySide& comparison) {
  const Table table = as_table(comparison, Reader::person);
  const std::size_t shown = rows_read(table);
  const std::string left_out = left_out_text(table, shown);
  const std::string below =
      left_out.empty() ? "" : "<p class=\"soft\">" + html_text(left_out) + "</p>\n";
  const std::string caption = html_text(comparison.title);
  if (comparison.pairs.empty()) {
    const std::string head = caption.empty() ? "" : "<h4>" + caption + "</h4>\n";
    return head + "<p class=\"soft\">" + html_text(comparison.empty) + "</p>\n" + below;
  }
  std::string html = "<div class=\"scroll\"><table class=\"pairs\">\n";
  if (!caption.empty()) html += "<caption>" + caption + "</caption>\n";
  html += "<thead><tr><th scope=\"col\">" + html_text(comparison.header) +
          "</th><th scope=\"col\">" + html_text(comparison.before_header) +
          "</th><th scope=\"col\">" + html_text(comparison.after_header) + "</th></tr></thead>\n";
  for (const Pair& pair : std::span(comparison.pairs).first(shown)) html += pair_html(pair);
  return html + "</table></div>\n" + below;
}

}  // namespace relook::report
