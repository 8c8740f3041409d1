// SPDX-License-Identifier: Apache-2.0
#include "report/text_bars.hpp"

#include <algorithm>
#include <string_view>

#include "report/glyphs.hpp"

namespace relook::report {
namespace {

constexpr std::size_t kBarColumns = 30;

struct BarSigns {
  std::string_view sure;
  std::string_view possible;
  std::string_view free;
  std::string_view limit;
};

BarSigns signs_for(Charset charset) {
  if (charset == Charset::unicode) return {"█", "▒", "·", "│"};
  return {"#", "=", ".", "|"};
}

// The limit stands between two columns of the scale; it is drawn in the column it ends, or a full
// bar would hide it.
std::string drawn(const Bar& bar, const Terminal& terminal) {
  const BarPlaces places = places_of(bar, kBarColumns);
  const BarSigns signs = signs_for(terminal.charset());
  std::string line;
  std::string piece;
  for (std::size_t i = 0; i < kBarColumns; ++i) {
    piece += i < places.low ? signs.sure : i < places.high ? signs.possible : signs.free;
    if (!places.limit || *places.limit != i + 1) continue;
    line += terminal.paint(bar.tone, piece);
    line += terminal.bold(signs.limit);
    piece.clear();
  }
  if (places.limit == std::size_t{0}) line = terminal.bold(signs.limit);
  return line + terminal.paint(bar.tone, piece);
}

void append_head(std::string& out, const Bar& bar, const Terminal& terminal) {
  const std::string result = printable_line(bar.text);
  const std::string marked =
      bar.text.empty() ? "" : std::string(sign_of(bar.tone, terminal.charset())) + " " + result;
  const std::size_t room = terminal.width() - std::min(display_width(marked) + 2, std::size_t{30});
  const std::vector<std::string> lines = wrap(printable_line(bar.label), room);
  for (const std::string& line : lines) {
    const bool first = &line == &lines.front();
    if (!first || marked.empty()) {
      append_line(out, terminal.bold(line));
      continue;
    }
    const std::size_t used = display_width(line) + display_width(marked);
    const std::size_t gap = terminal.width() > used + 2 ? terminal.width() - used : 2;
    append_line(out,
                terminal.bold(line) + std::string(gap, ' ') + terminal.paint(bar.tone, marked));
  }
}

void append_bar(std::string& out, const Bar& bar, const Terminal& terminal) {
  append_head(out, bar, terminal);
  std::string words = printable_line(interval_text(bar));
  if (bar.limit) words += "; limit " + limit_text(*bar.limit);
  const std::string picture = drawn(bar, terminal);
  // The picture is up to a column wider than the scale: the limit's mark has a column of its own.
  constexpr std::size_t kIndent = 2;
  constexpr std::size_t kPicture = kIndent + kBarColumns + 1;
  const bool beside = kPicture + 2 + display_width(words) <= terminal.width();
  if (beside) {
    const std::string_view gap = bar.limit ? "  " : "   ";
    append_line(out, std::string(kIndent, ' ').append(picture).append(gap).append(words));
  } else {
    append_line(out, std::string(kIndent, ' ') + picture);
    for (const std::string& line : wrap(words, terminal.width() - kIndent)) {
      append_line(out, std::string(kIndent, ' ') + line);
    }
  }
  if (bar.sublabel.empty()) return;
  for (const std::string& line : wrap(printable(bar.sublabel), terminal.width() - kIndent)) {
    append_line(out, std::string(kIndent, ' ') + terminal.faint(line));
  }
}

}  // namespace

void append_text_bars(std::string& out, const Bars& bars, const Terminal& terminal) {
  for (const std::string& line : wrap(printable_line(bars.title), terminal.width())) {
    if (!line.empty()) append_line(out, terminal.bold(line));
  }
  const BarSigns signs = signs_for(terminal.charset());
  append_line(out, terminal.faint(std::string(signs.sure)
                                      .append(" at least  ")
                                      .append(signs.possible)
                                      .append(" at most  ")
                                      .append(signs.limit)
                                      .append(" limit")));
  for (const Bar& bar : bars.bars) {
    out.push_back('\n');
    append_bar(out, bar, terminal);
  }
}

}  // namespace relook::report
