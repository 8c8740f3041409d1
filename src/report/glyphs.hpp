// SPDX-License-Identifier: Apache-2.0
// Text from outside, made fit to be shown: what a terminal or a page may be given, and how wide
// it comes out.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace relook::report {

/// A code point and the bytes that spell it; U+FFFD and one byte where they are not UTF-8.
struct Glyph {
  char32_t code;
  std::size_t bytes;
};

/// The first code point of a text that is not empty.
[[nodiscard]] Glyph first_glyph(std::string_view text);

/// The text without anything that acts instead of being read: escape sequences (ECMA-48) are
/// dropped; other control characters, bidirectional overrides and code points that XML does not
/// allow become U+FFFD. Tabs become spaces, CR and CRLF become LF, and LF stays.
[[nodiscard]] std::string printable(std::string_view text);

/// As `printable`, on one line: each LF becomes a space.
[[nodiscard]] std::string printable_line(std::string_view text);

/// How many terminal columns the text takes: 0 for what combines, 2 for East Asian wide characters
/// and emoji, 1 for all else.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The text in lines of at most `width` columns, broken at spaces and at LF, inside a word only
/// where the word is wider than a line. At least one line; `width` is at least 2.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The number of UTF-16 code units, in which spreadsheets count.
[[nodiscard]] std::size_t utf16_length(std::string_view text);

/// At most `units` UTF-16 code units of the text, never half a code point.
[[nodiscard]] std::string_view utf16_prefix(std::string_view text, std::size_t units);

}  // namespace relook::report
