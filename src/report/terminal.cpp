// SPDX-License-Identifier: Apache-2.0
#include "report/terminal.hpp"

#include "report/glyphs.hpp"

namespace relook::report {

std::string Terminal::escaped(std::string_view code, std::string_view text) const {
  if (!colour_ || text.empty()) return std::string(text);
  return std::string("\x1B[").append(code).append("m").append(text).append("\x1B[0m");
}

std::string Terminal::paint(Tone tone, std::string_view text) const {
  switch (tone) {
    case Tone::neutral:
      return std::string(text);
    case Tone::good:
      return escaped("32", text);
    case Tone::bad:
      return escaped("31", text);
    case Tone::unsure:
      return escaped("33", text);
    case Tone::muted:
      return escaped("2", text);
  }
  return std::string(text);
}

std::string Terminal::bold(std::string_view text) const { return escaped("1", text); }

std::string Terminal::faint(std::string_view text) const { return escaped("2", text); }

std::string Terminal::signed_text(Tone tone, std::string_view text) const {
  const std::string_view sign = sign_of(tone, charset_);
  if (sign.empty()) return std::string(text);
  return paint(tone, std::string(sign).append(" ").append(text));
}

std::string Terminal::rule(std::size_t columns) const {
  std::string line;
  for (std::size_t i = 0; i < columns; ++i) line += charset_ == Charset::unicode ? "─" : "-";
  return line;
}

std::string padded(std::string_view text, std::size_t width, Align align) {
  const std::size_t used = display_width(text);
  const std::size_t free = width > used ? width - used : 0;
  const std::size_t before = align == Align::right ? free : align == Align::centre ? free / 2 : 0;
  return std::string(before, ' ').append(text).append(free - before, ' ');
}

void append_line(std::string& out, std::string_view line) {
  const std::size_t end = line.find_last_not_of(' ');
  out.append(line.substr(0, end == std::string_view::npos ? 0 : end + 1)).push_back('\n');
}

}  // namespace relook::report
