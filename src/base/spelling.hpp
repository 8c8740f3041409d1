// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace relook {

/// 0 to 9, in ASCII.
[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether the bytes are well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates.
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// What stands behind the last slash of a path, of either kind.
[[nodiscard]] constexpr std::string_view last_part(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// The number of edits (insert, delete, change, swap of neighbours) from one word to the other,
/// or `limit` + 1 where there are more. Case is ignored.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// Up to three of the candidates that are spelt most like the word, nearest first, ties in the
/// order given. Empty where nothing is near.
[[nodiscard]] std::vector<std::string> nearest_words(std::string_view word,
                                                     std::span<const std::string_view> candidates);

/// " (did you mean 'x', 'y'?)", or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string_view> candidates);

/// A name as it is compared: ASCII letters in lower case, digits and bytes above 127 kept, all
/// else dropped. "Cisco Systems, Inc." and "CISCO SYSTEMS INC" fold alike.
[[nodiscard]] std::string fold_name(std::string_view name);

/// The text between single quotes, cut to a length that fits a message, with control characters
/// and broken UTF-8 shown as '?'.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace relook
