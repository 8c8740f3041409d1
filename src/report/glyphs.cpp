// SPDX-License-Identifier: Apache-2.0
#include "report/glyphs.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.hpp"

namespace relook::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr char kEscape = '\x1B';

struct CodeRange {
  char32_t first;
  char32_t last;
};

// Unicode's combining marks, joiners and selectors, as far as they occur in names and signs.
constexpr std::array kZeroWidth{
    CodeRange{0x0300, 0x036F},   CodeRange{0x0483, 0x0489},  CodeRange{0x0591, 0x05BD},
    CodeRange{0x0610, 0x061A},   CodeRange{0x064B, 0x065F},  CodeRange{0x0E34, 0x0E3A},
    CodeRange{0x1AB0, 0x1AFF},   CodeRange{0x1DC0, 0x1DFF},  CodeRange{0x200B, 0x200F},
    CodeRange{0x2060, 0x2064},   CodeRange{0x20D0, 0x20FF},  CodeRange{0xFE00, 0xFE0F},
    CodeRange{0xFE20, 0xFE2F},   CodeRange{0xFEFF, 0xFEFF},  CodeRange{0x1F3FB, 0x1F3FF},
    CodeRange{0xE0020, 0xE007F}, CodeRange{0xE0100, 0xE01EF}};

// The blocks of East Asian Width W and F (Unicode Standard Annex 11), and emoji.
constexpr std::array kWide{
    CodeRange{0x1100, 0x115F},   CodeRange{0x231A, 0x231B},   CodeRange{0x23E9, 0x23EC},
    CodeRange{0x2614, 0x2615},   CodeRange{0x2648, 0x2653},   CodeRange{0x26A1, 0x26A1},
    CodeRange{0x2705, 0x2705},   CodeRange{0x274C, 0x274C},   CodeRange{0x2753, 0x2757},
    CodeRange{0x2E80, 0x303E},   CodeRange{0x3041, 0x4DBF},   CodeRange{0x4E00, 0xA4CF},
    CodeRange{0xA960, 0xA97F},   CodeRange{0xAC00, 0xD7A3},   CodeRange{0xF900, 0xFAFF},
    CodeRange{0xFE30, 0xFE6F},   CodeRange{0xFF00, 0xFF60},   CodeRange{0xFFE0, 0xFFE6},
    CodeRange{0x1F1E6, 0x1F1FF}, CodeRange{0x1F300, 0x1F64F}, CodeRange{0x1F680, 0x1F6FF},
    CodeRange{0x1F900, 0x1FAFF}, CodeRange{0x20000, 0x3FFFD}};

template <std::size_t kSize>
bool in(const std::array<CodeRange, kSize>& ranges, char32_t code) {
  return std::ranges::any_of(
      ranges, [&](const CodeRange& range) { return range.first <= code && code <= range.last; });
}

bool acts(char32_t code) {
  const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  const bool separator = code == 0x2028 || code == 0x2029;
  const bool direction = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  const bool no_character = code == 0xFFFE || code == 0xFFFF;
  return control || separator || direction || no_character;
}

bool is_final_byte(char c) { return c >= '@' && c <= '~'; }

// The bytes of the escape sequence that the text starts with: CSI up to its final byte, a string
// (OSC, DCS, SOS, PM, APC) up to its terminator, any other with its one or two bytes. Where the
// end never comes only the introducer is dropped, so that a lone ESC cannot hide a whole text.
std::size_t escape_length(std::string_view text) {
  if (text.size() < 2) return text.size();
  const char kind = text[1];
  if (kind == '[') {
    for (std::size_t i = 2; i < text.size(); ++i) {
      if (is_final_byte(text[i])) return i + 1;
      if (text[i] < ' ') break;
    }
    return 2;
  }
  if (kind == ']' || kind == 'P' || kind == 'X' || kind == '^' || kind == '_') {
    for (std::size_t i = 2; i < text.size(); ++i) {
      if (text[i] == '\a') return i + 1;
      if (text[i] == kEscape && i + 1 < text.size() && text[i + 1] == '\\') return i + 2;
    }
    return 2;
  }
  if (kind >= ' ' && kind <= '/' && text.size() > 2) return 3;
  return kind >= '0' && kind <= '~' ? 2 : 1;
}

std::size_t width_of(char32_t code) {
  if (code < 0x300) return 1;
  if (in(kZeroWidth, code)) return 0;
  return in(kWide, code) ? 2 : 1;
}

void wrap_word(std::string_view word, std::size_t width, std::vector<std::string>& lines) {
  std::size_t used = display_width(lines.back());
  const std::size_t wide = display_width(word);
  if (used > 0 && used + 1 + wide <= width) {
    lines.back().append(" ").append(word);
    return;
  }
  if (used > 0) {
    lines.emplace_back();
    used = 0;
  }
  while (!word.empty()) {
    const Glyph glyph = first_glyph(word);
    const std::size_t columns = width_of(glyph.code);
    if (used + columns > width) {
      lines.emplace_back();
      used = 0;
    }
    lines.back().append(word.substr(0, glyph.bytes));
    used += columns;
    word.remove_prefix(glyph.bytes);
  }
}

}  // namespace

Glyph first_glyph(std::string_view text) {
  RELOOK_CHECK(!text.empty());
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  constexpr Glyph kBroken{0xFFFD, 1};
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return kBroken;
  char32_t code = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return kBroken;
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
  if (code < kLeast[bytes] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return kBroken;
  return {code, bytes};
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Glyph glyph = first_glyph(text);
    std::size_t used = glyph.bytes;
    if (text[0] == kEscape) {
      used = escape_length(text);
    } else if (text[0] == '\r') {
      out.push_back('\n');
      if (text.starts_with("\r\n")) used = 2;
    } else if (text[0] == '\n') {
      out.push_back('\n');
    } else if (text[0] == '\t') {
      out.push_back(' ');
    } else if (acts(glyph.code) || glyph.code == 0xFFFD) {
      out.append(kReplacement);
    } else {
      out.append(text.substr(0, used));
    }
    text.remove_prefix(used);
  }
  return out;
}

std::string printable_line(std::string_view text) {
  std::string out = printable(text);
  std::ranges::replace(out, '\n', ' ');
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Glyph glyph = first_glyph(text);
    width += width_of(glyph.code);
    text.remove_prefix(glyph.bytes);
  }
  return width;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  RELOOK_CHECK(width >= 2);
  std::vector<std::string> lines{{}};
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    if (end > 0) wrap_word(text.substr(0, end), width, lines);
    if (end < text.size() && text[end] == '\n') lines.emplace_back();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  while (!text.empty()) {
    const Glyph glyph = first_glyph(text);
    units += glyph.code > 0xFFFF ? 2 : 1;
    text.remove_prefix(glyph.bytes);
  }
  return units;
}

std::string_view utf16_prefix(std::string_view text, std::size_t units) {
  std::size_t bytes = 0;
  while (bytes < text.size()) {
    const Glyph glyph = first_glyph(text.substr(bytes));
    const std::size_t needed = glyph.code > 0xFFFF ? 2 : 1;
    if (needed > units) break;
    units -= needed;
    bytes += glyph.bytes;
  }
  return text.substr(0, bytes);
}

}  // namespace relook::report
