// SPDX-License-Identifier: Apache-2.0
#include "report/text_writer.hpp"

#include <algorithm>
#include <string_view>

#include "report/as_table.hpp"
#include "report/glyphs.hpp"
#include "report/terminal.hpp"
#include "report/text_bars.hpp"
#include "report/text_table.hpp"

namespace relook::report {
namespace {

class TextWriter {
 public:
  explicit TextWriter(const TextStyle& style) : terminal_(style) {}

  std::string write(const Document& document) {
    if (!document.notice.empty()) {
      lines("[" + printable_line(document.notice) + "]", Tone::unsure);
      out_.push_back('\n');
    }
    underlined(document.title);
    if (!document.subtitle.empty()) lines(document.subtitle, Tone::muted);
    for (const Block& block : document.blocks) {
      if (!shows(block.shown, Shown::text)) continue;
      std::visit([&](const auto& content) { add(content); }, block.content);
    }
    if (!document.generator.empty()) {
      out_.push_back('\n');
      lines(document.generator, Tone::muted);
    }
    return std::move(out_);
  }

 private:
  void lines(std::string_view text, Tone tone) {
    for (const std::string& line : wrap(printable(text), terminal_.width())) {
      append_line(out_, terminal_.paint(tone, line));
    }
  }

  void underlined(std::string_view text) {
    std::size_t widest = 0;
    for (const std::string& line : wrap(printable_line(text), terminal_.width())) {
      append_line(out_, terminal_.bold(line));
      widest = std::max(widest, display_width(line));
    }
    append_line(out_, terminal_.rule(widest));
  }

  // A box open to the right: the tone's head line, then the text, behind a margin.
  void set_apart(Tone tone, std::string_view head, std::string_view text) {
    const std::string margin = terminal_.paint(tone, terminal_.margin());
    const std::string sign(sign_of(tone, terminal_.charset()));
    const std::string marked = (sign.empty() ? "" : sign + " ") + printable_line(head);
    if (!head.empty()) {
      for (const std::string& line : wrap(marked, terminal_.width() - 2)) {
        append_line(out_, margin + terminal_.bold(terminal_.paint(tone, line)));
      }
    }
    const std::string body =
        head.empty() && !sign.empty() ? sign + " " + printable(text) : printable(text);
    if (body.empty()) return;
    for (const std::string& line : wrap(body, terminal_.width() - 2)) {
      append_line(out_, margin + line);
    }
  }

  void add(const Heading& heading) {
    out_.push_back('\n');
    if (heading.level == 2) {
      underlined(heading.text);
      return;
    }
    for (const std::string& line : wrap(printable_line(heading.text), terminal_.width())) {
      append_line(out_, terminal_.bold(line));
    }
  }

  void add(const Paragraph& paragraph) {
    out_.push_back('\n');
    lines(paragraph.text, Tone::neutral);
  }

  void add(const KeyValues& values) {
    constexpr std::size_t kLabelMax = 28;
    std::size_t widest = 0;
    for (const KeyValue& entry : values.entries) {
      widest = std::max(widest, display_width(printable_line(entry.label)));
    }
    widest = std::clamp<std::size_t>(widest, 2, std::min(kLabelMax, terminal_.width() / 3));
    out_.push_back('\n');
    for (const KeyValue& entry : values.entries) {
      const std::vector<std::string> labels = wrap(printable_line(entry.label), widest);
      const std::vector<std::string> texts =
          wrap(printable(entry.text), terminal_.width() - widest - 2);
      for (std::size_t i = 0; i < std::max(labels.size(), texts.size()); ++i) {
        const std::string_view label = i < labels.size() ? labels[i] : std::string_view{};
        const std::string_view text = i < texts.size() ? texts[i] : std::string_view{};
        append_line(out_,
                    terminal_.faint(padded(label, widest, Align::left)) + "  " + std::string(text));
      }
    }
  }

  void add(const Verdict& verdict) {
    out_.push_back('\n');
    set_apart(verdict.tone, verdict.word, verdict.sentence);
  }

  void add(const Note& note) {
    out_.push_back('\n');
    set_apart(note.tone, note.title, note.text);
  }

  void add(const Table& table) {
    out_.push_back('\n');
    append_text_table(out_, table, terminal_);
  }

  void add(const Bars& bars) {
    if (bars.bars.empty()) return;
    out_.push_back('\n');
    append_text_bars(out_, bars, terminal_);
  }

  void add(const Map& map) {
    const std::string text = map_text(map);
    if (text.empty()) return;
    out_.push_back('\n');
    lines(text, Tone::neutral);
  }

  void add(const Timeline& timeline) { add(as_table(timeline, Reader::person)); }
  void add(const SideBySide& comparison) { add(as_table(comparison, Reader::person)); }
  void add(const Matrix& matrix) { add(as_table(matrix, Reader::person)); }

  void add(const PageBreak&) {}

  Terminal terminal_;
  std::string out_;
};

}  // namespace

std::string write_text(const Document& document, const TextStyle& style) {
  return TextWriter(style).write(document);
}

}  // namespace relook::report
