// SPDX-License-Identifier: Apache-2.0
#include "report/workbook_summary.hpp"

#include <string>
#include <string_view>

#include "report/wording.hpp"

namespace relook::report {
namespace {

class SummaryWriter {
 public:
  explicit SummaryWriter(Workbook& book) : book_(book) {}

  void write(const Document& document, std::span<const Table> tables) {
    book_.add_sheet("Summary");
    book_.set_width(0, 34);
    book_.set_width(1, 90);
    if (!document.notice.empty()) pair("", document.notice, {.tone = Tone::unsure});
    pair("", document.title, {.look = Look::title});
    if (!document.subtitle.empty()) pair("", document.subtitle, {.tone = Tone::muted});
    for (const Block& block : document.blocks) {
      if (!shows(block.shown, Shown::workbook)) continue;
      std::visit([&](const auto& content) { add(content); }, block.content);
    }
    list_sheets(tables);
    explain_columns(tables);
    if (document.generator.empty()) return;
    ++row_;
    pair("", document.generator, {.tone = Tone::muted});
  }

 private:
  void pair(std::string_view label, std::string_view text, const Style& style,
            const Style& label_style = {.look = Look::label}) {
    if (!label.empty()) book_.put_text({row_, 0}, label, label_style);
    if (!text.empty()) book_.put_text({row_, 1}, text, style);
    ++row_;
  }

  void heading(std::string_view text) {
    ++row_;
    pair("", text, {.look = Look::heading});
  }

  void add(const Heading& title) { heading(title.text); }
  void add(const Paragraph& paragraph) { pair("", paragraph.text, {}); }
  void add(const KeyValues& values) {
    ++row_;
    for (const KeyValue& entry : values.entries) pair(entry.label, entry.text, {});
  }
  void add(const Verdict& verdict) {
    ++row_;
    pair(with_sign(verdict.tone, verdict.word), verdict.sentence, {},
         {.look = Look::word, .tone = verdict.tone});
  }
  void add(const Note& note) {
    pair(with_sign(note.tone, note.title), note.text, {}, {.tone = note.tone});
  }
  void add(const Table&) {}
  void add(const Timeline&) {}
  void add(const SideBySide&) {}
  void add(const Matrix&) {}
  void add(const Bars& bars) {
    if (bars.bars.empty()) return;
    heading(bars.title);
    for (const Bar& bar : bars.bars) {
      std::string text = interval_text(bar);
      if (bar.limit) text += "; limit " + limit_text(*bar.limit);
      if (!bar.text.empty()) text += "; " + with_sign(bar.tone, bar.text);
      if (!bar.sublabel.empty()) text += "\n" + bar.sublabel;
      pair(bar.label, text, {.tone = bar.tone});
    }
  }
  void add(const Map& map) {
    if (!map.points.empty()) pair(map.title, points_text(map), {});
    for (const std::string& sentence : beneath(map)) pair("", sentence, {});
  }
  void add(const PageBreak&) {}

  static std::string with_sign(Tone tone, std::string_view text) {
    const std::string sign(sign_of(tone, Charset::unicode));
    return sign.empty() || text.empty() ? sign + std::string(text) : sign + " " + std::string(text);
  }

  void list_sheets(std::span<const Table> tables) {
    if (tables.empty()) return;
    heading("Sheets");
    for (const Table& table : tables) {
      std::string text = table.title.empty() ? "" : table.title + ": ";
      text += table.rows.empty() ? table.empty
                                 : grouped(static_cast<Int128>(table.rows.size())) +
                                       (table.rows.size() == 1 ? " row." : " rows.");
      const std::string left_out = left_out_text(table, table.rows.size());
      if (!left_out.empty()) text += " " + left_out;
      pair(table.id, text, {});
    }
  }

  void explain_columns(std::span<const Table> tables) {
    bool first = true;
    for (const Table& table : tables) {
      for (const Column& column : table.columns) {
        if (column.help.empty()) continue;
        if (first) heading("What the columns mean");
        first = false;
        pair(table.id + ": " + column.header, column.help, {});
      }
    }
  }

  Workbook& book_;
  std::size_t row_ = 0;
};

}  // namespace

void write_summary(Workbook& book, const Document& document, std::span<const Table> tables) {
  SummaryWriter(book).write(document, tables);
}

}  // namespace relook::report
