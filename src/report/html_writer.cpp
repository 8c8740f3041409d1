// SPDX-License-Identifier: Apache-2.0
#include "report/html_writer.hpp"

#include <string_view>

#include "report/html_bars.hpp"
#include "report/html_map.hpp"
#include "report/html_matrix.hpp"
#include "report/html_side_by_side.hpp"
#include "report/html_style.hpp"
#include "report/html_table.hpp"
#include "report/html_text.hpp"
#include "report/html_timeline.hpp"

namespace relook::report {
namespace {

std::string element(std::string_view name, std::string_view attributes, std::string_view text) {
  std::string html = "<" + std::string(name);
  if (!attributes.empty()) html.append(" ").append(attributes);
  return html + ">" + html_text(text) + "</" + std::string(name) + ">\n";
}

std::string part(const Heading& heading) {
  return element("h" + std::to_string(heading.level), "", heading.text);
}

std::string part(const Paragraph& paragraph) { return element("p", "", paragraph.text); }

std::string part(const KeyValues& values) {
  if (values.entries.empty()) return {};
  std::string html = "<dl class=\"values\">\n";
  for (const KeyValue& entry : values.entries) {
    html += "<dt>" + html_text(entry.label) + "</dt><dd>" + html_text(entry.text) + "</dd>\n";
  }
  return html + "</dl>\n";
}

std::string part(const Verdict& verdict) {
  return "<div class=\"verdict " + std::string(tone_class(verdict.tone)) +
         "\">\n<p class=\"word\">" + html_sign(verdict.tone) + html_text(verdict.word) + "</p>\n" +
         element("p", "", verdict.sentence) + "</div>\n";
}

std::string part(const Note& note) {
  std::string html =
      "<div class=\"note " + std::string(tone_class(note.tone)) + "\" role=\"note\">\n";
  if (!note.title.empty()) {
    html += "<p class=\"head\">" + html_sign(note.tone) + html_text(note.title) + "</p>\n";
  }
  const std::string sign = note.title.empty() ? html_spoken_sign(note.tone) : "";
  return html + "<p>" + sign + html_text(note.text) + "</p>\n</div>\n";
}

std::string part(const Table& table) { return html_table(table); }
std::string part(const Bars& bars) { return html_bars(bars); }
std::string part(const Map& map) { return html_map(map); }
std::string part(const Timeline& timeline) { return html_timeline(timeline); }
std::string part(const SideBySide& comparison) { return html_side_by_side(comparison); }
std::string part(const Matrix& matrix) { return html_matrix(matrix); }
std::string part(const PageBreak&) { return "<div class=\"page\"></div>\n"; }

}  // namespace

std::string write_html(const Document& document) {
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      // The page loads nothing and runs nothing, whatever text got into it.
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n";
  html += element("title", "", document.title);
  html.append("<style>").append(html_style()).append("</style>\n</head>\n<body>\n<main>\n");
  html += "<header>\n";
  if (!document.notice.empty()) {
    html += element("p", "class=\"notice\" role=\"note\"", document.notice);
  }
  html += element("h1", "", document.title);
  if (!document.subtitle.empty()) html += element("p", "class=\"subtitle\"", document.subtitle);
  html += "</header>\n";
  for (const Block& block : document.blocks) {
    if (!shows(block.shown, Shown::html)) continue;
    html += std::visit([](const auto& content) { return part(content); }, block.content);
  }
  if (!document.generator.empty()) html += element("footer", "", document.generator);
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace relook::report
