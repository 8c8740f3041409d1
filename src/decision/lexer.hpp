// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "decision/decimal.hpp"
#include "decision/vocabulary.hpp"

namespace relook::decision {

enum class TokenKind : std::uint8_t { name, text, number, date, symbol, end };

/// One word of a selector. Words of the language (`and`, `in`…) are names too: what they mean
/// depends on where they stand.
struct Token {
  TokenKind kind = TokenKind::end;
  std::uint32_t offset = 0;  ///< of its first byte
  std::string text = {};     ///< as written; of a text, what it says
  Decimal number = {};
  Date date = {};
};

/// Ends with one token of kind `end`. What is no word is reported and left out.
[[nodiscard]] Read<std::vector<Token>> lex_selector(std::string_view text, const Origin& where);

/// Where the byte at `offset` of a text stands.
[[nodiscard]] Position position_at(std::string_view text, Position first, std::size_t offset);

/// `[a-z][a-z0-9_-]*`
[[nodiscard]] bool is_name(std::string_view text);

}  // namespace relook::decision
