// SPDX-License-Identifier: Apache-2.0
#include "decision/lexer.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/spelling.hpp"

namespace relook::decision {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_word(char c) { return is_lower(c) || is_upper(c) || is_digit(c) || c == '_' || c == '-'; }

std::optional<std::uint32_t> hexadecimal(std::string_view digits) {
  if (digits.size() != 4) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : digits) {
    std::uint32_t digit = 0;
    if (is_digit(c)) {
      digit = static_cast<std::uint32_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      digit = static_cast<std::uint32_t>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
      digit = static_cast<std::uint32_t>(c - 'A' + 10);
    } else {
      return std::nullopt;
    }
    value = value * 16 + digit;
  }
  return value;
}

void append_utf8(std::string& out, std::uint32_t code_point) {
  const auto push = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    push(code_point);
  } else if (code_point < 0x800) {
    push(0xC0 | (code_point >> 6));
    push(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    push(0xE0 | (code_point >> 12));
    push(0x80 | ((code_point >> 6) & 0x3F));
    push(0x80 | (code_point & 0x3F));
  } else {
    push(0xF0 | (code_point >> 18));
    push(0x80 | ((code_point >> 12) & 0x3F));
    push(0x80 | ((code_point >> 6) & 0x3F));
    push(0x80 | (code_point & 0x3F));
  }
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kForeign{{
    {"&&", "write `and`"},
    {"||", "write `or`"},
    {"=", "write `==`"},
    {"!", "write `not`"},
    {"'", "texts stand in double quotes"},
    {"\xE2\x80\x9C", "texts stand in straight double quotes"},
    {"\xE2\x80\x9D", "texts stand in straight double quotes"},
    {"#", "a selector has no comments"},
}};
constexpr std::array<std::string_view, 12> kSymbols{"==", "!=", "<=", ">=", "<", ">",
                                                    "(",  ")",  "[",  "]",  ",", "."};

class Lexer {
 public:
  Lexer(std::string_view text, const Origin& where) : text_(text), where_(where) {}

  Read<std::vector<Token>> lex() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_space(c)) {
        ++at_;
      } else if (c == '"') {
        take_text();
      } else if (is_digit(c) || (c == '-' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) {
        take_number_or_date();
      } else if (is_word(c) && c != '-') {
        take_name();
      } else {
        take_symbol();
      }
    }
    push(TokenKind::end, text_.size(), "");
    return std::move(read_);
  }

 private:
  Token& push(TokenKind kind, std::size_t offset, std::string_view text) {
    Token token;
    token.kind = kind;
    token.offset = static_cast<std::uint32_t>(offset);
    token.text = text;
    return read_.value.emplace_back(std::move(token));
  }
  void fault(std::size_t offset, std::string message) {
    read_.diagnostics.error(where_.file, position_at(text_, where_.at, offset), std::move(message));
    // A text with so many faults is no selector, and placing each fault reads all before it.
    constexpr std::size_t kFaultsMax = 20;
    if (read_.diagnostics.error_count() >= kFaultsMax) text_ = text_.substr(0, at_);
  }

  std::string_view take_while(bool (*wanted)(char)) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && wanted(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  void take_name() {
    const std::size_t begin = at_;
    const std::string_view name = take_while(is_word);
    if (!is_name(name)) {
      fault(begin,
            in_quotes(name) +
                " is no name: names are in lower case and begin with a letter; texts stand in "
                "double quotes");
    }
    push(TokenKind::name, begin, name);
  }

  void take_number_or_date() {
    const std::size_t begin = at_;
    ++at_;
    const std::string_view rest = take_while([](char c) { return is_word(c) || c == '.'; });
    const std::string_view all = text_.substr(begin, rest.size() + 1);
    const bool dashed = rest.find('-') != std::string_view::npos;
    if (dashed) {
      const std::optional<Date> date = parse_date(all);
      if (!date) {
        fault(begin, in_quotes(all) +
                         " is no date: dates are written as 2020-01-28, in the years "
                         "1900 to 2199");
      }
      push(TokenKind::date, begin, all).date = date.value_or(Date{0});
      return;
    }
    const std::optional<Decimal> number = read_decimal(all);
    if (!number) {
      fault(begin, in_quotes(all) +
                       " is no number: at most 18 digits before and 18 behind the "
                       "point, nothing between them");
    }
    push(TokenKind::number, begin, all).number = number.value_or(Decimal{});
  }

  void take_symbol() {
    const std::string_view rest = text_.substr(at_);
    for (const std::string_view symbol : kSymbols) {
      if (rest.starts_with(symbol)) {
        push(TokenKind::symbol, at_, symbol);
        at_ += symbol.size();
        return;
      }
    }
    for (const auto& [wrong, advice] : kForeign) {
      if (rest.starts_with(wrong)) {
        fault(at_, in_quotes(wrong) + " is not part of the language: " + std::string(advice));
        at_ += wrong.size();
        // Skips the text that the wrong quotes hold, so that it is not read as names.
        if (wrong == "'") at_ = std::min(text_.size() - 1, text_.find('\'', at_)) + 1;
        return;
      }
    }
    std::size_t length = 1;
    while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0U) == 0x80) {
      ++length;
    }
    fault(at_, in_quotes(rest.substr(0, length)) + " is not part of the language");
    at_ += length;
  }

  void take_text() {
    const std::size_t begin = at_++;
    std::string said;
    while (at_ < text_.size() && text_[at_] != '"') {
      const char c = text_[at_];
      if (static_cast<unsigned char>(c) < 0x20) {
        fault(at_, "a text may not hold line ends or other control characters: write \\n");
        ++at_;
      } else if (c == '\\') {
        take_escape(said);
      } else {
        said.push_back(c);
        ++at_;
      }
    }
    if (at_ >= text_.size()) {
      fault(begin, "this text has no closing double quote");
    } else {
      ++at_;
    }
    push(TokenKind::text, begin, said);
  }

  // The escapes of RFC 8259, section 7.
  void take_escape(std::string& said) {
    constexpr std::string_view kNamed = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    const std::size_t begin = at_++;
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    if (c == 'u') {
      ++at_;
      take_unicode(said, begin);
      return;
    }
    const std::size_t known = kNamed.find(c);
    if (c == '\0' || known == std::string_view::npos) {
      fault(begin,
            "no such escape: there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four "
            "hexadecimal digits");
      return;
    }
    said.push_back(kMeant[known]);
    ++at_;
  }

  void take_unicode(std::string& said, std::size_t begin) {
    const std::optional<std::uint32_t> first = hexadecimal(text_.substr(at_, 4));
    if (!first) {
      fault(begin, "\\u needs four hexadecimal digits");
      return;
    }
    at_ += 4;
    std::uint32_t code_point = *first;
    if (code_point >= 0xD800 && code_point <= 0xDFFF) {
      const bool more = text_.substr(at_).starts_with("\\u");
      const auto second = more ? hexadecimal(text_.substr(at_ + 2, 4)) : std::nullopt;
      const bool pair = code_point <= 0xDBFF && second && *second >= 0xDC00 && *second <= 0xDFFF;
      if (!pair) {
        fault(begin,
              "half of a surrogate pair: it needs \\uD800 to \\uDBFF, then \\uDC00 to "
              "\\uDFFF");
        return;
      }
      at_ += 6;
      code_point = 0x10000 + ((code_point - 0xD800) << 10) + (*second - 0xDC00);
    }
    append_utf8(said, code_point);
  }

  std::string_view text_;
  const Origin& where_;
  std::size_t at_ = 0;
  Read<std::vector<Token>> read_;
};

}  // namespace

bool is_name(std::string_view text) {
  return !text.empty() && is_lower(text.front()) &&
         std::ranges::all_of(text, [](char c) { return is_word(c) && !is_upper(c); });
}

Position position_at(std::string_view text, Position first, std::size_t offset) {
  if (first.line == 0) return first;
  const std::string_view before = text.substr(0, offset);
  const auto lines = static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
  if (lines == 0) return {first.line, first.column + static_cast<std::uint32_t>(before.size())};
  const std::size_t start = before.rfind('\n') + 1;
  return {first.line + lines, static_cast<std::uint32_t>(before.size() - start + 1)};
}

Read<std::vector<Token>> lex_selector(std::string_view text, const Origin& where) {
  return Lexer(text, where).lex();
}

}  // namespace relook::decision
