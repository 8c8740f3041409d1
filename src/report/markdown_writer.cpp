// SPDX-License-Identifier: Apache-2.0
// GitHub-flavoured Markdown (GFM 0.29).

#include "report/markdown_writer.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "report/as_table.hpp"
#include "report/glyphs.hpp"
#include "report/wording.hpp"

namespace relook::report {
namespace {

// Any of GFM's marks within a line may be escaped with a backslash (section 6.1), but "<" and "&"
// are written as entities, since some readers let HTML through behind a backslash.
std::string escaped(std::string_view text, std::string_view line_break) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '\n') {
      out += line_break;
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      if (std::string_view("\\`*_[]|~#").contains(c)) out.push_back('\\');
      out.push_back(c);
    }
  }
  return out;
}

std::string inline_text(std::string_view text) { return escaped(text, "<br>"); }

// What would open a list or a rule at the start of a line: "- ", "+ ", "---", "===", "1. ", "1) ".
std::string paragraph_text(std::string_view text) {
  std::string out = escaped(text, "<br>");
  const std::size_t start = std::min(out.find_first_not_of(' '), out.size());
  out.erase(0, start);
  std::size_t digits = 0;
  while (digits < out.size() && out[digits] >= '0' && out[digits] <= '9') ++digits;
  if (!out.empty() && std::string_view("-+=").contains(out.front())) {
    out.insert(0, "\\");
  } else if (digits > 0 && digits < out.size() && (out[digits] == '.' || out[digits] == ')')) {
    out.insert(digits, "\\");
  }
  return out;
}

std::string with_sign(Tone tone, const std::string& text) {
  const std::string_view sign = sign_of(tone, Charset::unicode);
  return sign.empty() ? text : std::string(sign) + " " + text;
}

std::string cell_text(const Cell& cell, const CellReader& read) {
  const auto* badge = std::get_if<Badge>(&cell.value);
  const std::string text = inline_text(read(cell));
  return badge == nullptr ? text : with_sign(badge->tone, text);
}

class MarkdownWriter {
 public:
  std::string write(const Document& document) {
    if (!document.notice.empty()) add(Note{Tone::neutral, "", document.notice});
    paragraph("# " + inline_text(document.title));
    if (!document.subtitle.empty()) paragraph(paragraph_text(document.subtitle));
    for (const Block& block : document.blocks) {
      if (!shows(block.shown, Shown::markdown)) continue;
      std::visit([&](const auto& content) { add(content); }, block.content);
    }
    if (!document.generator.empty()) {
      paragraph("---");
      paragraph(paragraph_text(document.generator));
    }
    return std::move(out_);
  }

 private:
  void paragraph(std::string_view text) {
    if (!out_.empty()) out_.push_back('\n');
    out_.append(text).push_back('\n');
  }

  void add(const Heading& heading) {
    paragraph(std::string(static_cast<std::size_t>(heading.level), '#') + " " +
              inline_text(heading.text));
  }

  void add(const Paragraph& text) { paragraph(paragraph_text(text.text)); }

  void add(const KeyValues& values) {
    std::string text;
    for (const KeyValue& entry : values.entries) {
      if (!text.empty()) text.push_back('\n');
      text += "- **" + inline_text(entry.label) + ":** " + inline_text(entry.text);
    }
    if (!text.empty()) paragraph(text);
  }

  void add(const Verdict& verdict) {
    paragraph("> **" + with_sign(verdict.tone, inline_text(verdict.word)) + "**\n>\n> " +
              paragraph_text(verdict.sentence));
  }

  void add(const Note& note) {
    const std::string title =
        note.title.empty() ? "" : "**" + with_sign(note.tone, inline_text(note.title)) + "**  \n> ";
    const std::string text = paragraph_text(note.text);
    paragraph("> " + title + (note.title.empty() ? with_sign(note.tone, text) : text));
  }

  void add(const Table& table) {
    if (!table.title.empty()) paragraph("**" + inline_text(table.title) + "**");
    if (table.rows.empty()) {
      paragraph(paragraph_text(table.empty));
    } else {
      paragraph(rows_text(table));
    }
    const std::string left_out = left_out_text(table, rows_read(table));
    if (!left_out.empty()) paragraph(paragraph_text(left_out));
  }

  static std::string rows_text(const Table& table) {
    const std::vector<CellReader> readers = cell_readers(table);
    std::string text = "|";
    std::string rules = "\n|";
    for (const Column& column : table.columns) {
      text += " " + inline_text(header_text(column)) + " |";
      const Align align = align_of(column);
      rules += align == Align::right ? " ---: |" : align == Align::centre ? " :---: |" : " --- |";
    }
    text += rules;
    const bool signs = std::ranges::count(table.columns, ColumnKind::tone, &Column::kind) == 0;
    for (const Row& row : std::span(table.rows).first(rows_read(table))) {
      text += "\n|";
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const std::string cell = cell_text(row.cells[i], readers[i]);
        text += " " + (signs && i == 0 ? with_sign(row.tone, cell) : cell) + " |";
      }
    }
    return text;
  }

  void add(const Bars& bars) {
    if (bars.bars.empty()) return;
    if (!bars.title.empty()) paragraph("**" + inline_text(bars.title) + "**");
    std::string text;
    for (const Bar& bar : bars.bars) {
      if (!text.empty()) text.push_back('\n');
      text += "- **" + inline_text(bar.label) + "**";
      if (!bar.sublabel.empty()) text += " (" + inline_text(bar.sublabel) + ")";
      text += ": " + inline_text(interval_text(bar));
      if (bar.limit) text += ", limit " + limit_text(*bar.limit);
      if (!bar.text.empty()) text += ": " + with_sign(bar.tone, inline_text(bar.text));
    }
    paragraph(text);
  }

  void add(const Map& map) {
    const std::string text = map_text(map);
    if (!text.empty()) paragraph(paragraph_text(text));
  }

  void add(const Timeline& timeline) { add(as_table(timeline, Reader::person)); }
  void add(const SideBySide& comparison) { add(as_table(comparison, Reader::person)); }
  void add(const Matrix& matrix) { add(as_table(matrix, Reader::person)); }

  void add(const PageBreak&) {}

  std::string out_;
};

}  // namespace

std::string write_markdown(const Document& document) { return MarkdownWriter().write(document); }

}  // namespace relook::report
