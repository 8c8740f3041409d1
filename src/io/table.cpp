// SPDX-License-Identifier: Apache-2.0
#include "io/table.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace relook::io {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Windows-1252 from 0x80 to 0x9F (WHATWG encoding standard); 0 where it defines nothing.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// All code points here are below 0x10000.
void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

Result<std::string> from_single_bytes(std::string_view bytes, Encoding encoding) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  std::size_t line = 1;
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (c == '\n') ++line;
    if (byte < 0x80) {
      text.push_back(c);
      continue;
    }
    const bool windows = encoding == Encoding::windows_1252 && byte < 0xA0;
    const char32_t point = windows ? kWindows1252[byte - 0x80U] : static_cast<char32_t>(byte);
    if (point == 0 || (!windows && byte < 0xA0)) {
      return failure(ErrorKind::invalid_input,
                     "line " + std::to_string(line) +
                         " holds a byte that is no character of the encoding that the map gives");
    }
    append_utf8(text, point);
  }
  return text;
}

void blank_lines(std::string& text, std::size_t count) {
  std::size_t at = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  const std::size_t start = at;
  for (; count > 0 && at < text.size(); --count) {
    const std::size_t end = text.find('\n', at);
    at = end == std::string::npos ? text.size() : end + 1;
  }
  std::erase_if(text, [&, i = std::size_t{0}](char c) mutable {
    const std::size_t here = i++;
    return here >= start && here < at && c != '\n';
  });
}

}  // namespace

Result<std::string> to_utf8(std::string_view bytes, Encoding encoding, std::size_t skip_lines) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return failure(ErrorKind::invalid_input,
                   "this is UTF-16; save it as \"CSV UTF-8\", not as \"Unicode text\"");
  }
  if (bytes.starts_with("PK\x03\x04")) {
    return failure(ErrorKind::invalid_input,
                   "this is a workbook or an archive, no table; save the sheet as \"CSV UTF-8\"");
  }
  std::string text;
  if (encoding == Encoding::utf8) {
    text = bytes;
  } else if (bytes.starts_with(kByteOrderMark)) {
    return failure(ErrorKind::invalid_input,
                   "this is UTF-8, as its byte order mark says; leave `encoding` out of the map");
  } else {
    auto converted = from_single_bytes(bytes, encoding);
    if (!converted) return converted;
    text = *std::move(converted);
  }
  if (skip_lines > 0) blank_lines(text, skip_lines);
  return text;
}

std::optional<char> find_delimiter(std::string_view text) {
  constexpr std::string_view kDelimiters = ";,\t|";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  while (text.starts_with('\n') || text.starts_with('\r')) text.remove_prefix(1);
  std::array<std::size_t, 4> counts{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n') break;
    const std::size_t which = kDelimiters.find(c);
    if (which != std::string_view::npos) ++counts[which];
  }
  const auto most = std::ranges::max_element(counts);
  if (*most == 0 || std::ranges::count(counts, *most) > 1) return std::nullopt;
  return kDelimiters[static_cast<std::size_t>(most - counts.begin())];
}

std::string delimiter_name(char delimiter) {
  return delimiter == '\t' ? "a tab" : std::string("'") + delimiter + "'";
}

}  // namespace relook::io
