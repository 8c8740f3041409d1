// SPDX-License-Identifier: Apache-2.0
#include "io/gml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/spelling.hpp"

namespace relook::io {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A letter, then letters and digits. The underscore is not in the format's description and in most
// of its files.
bool is_key(std::string_view word) {
  if (!is_letter(word.front()) && word.front() != '_') return false;
  return std::ranges::all_of(word, [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

std::size_t digits_at(std::string_view word, std::size_t from) {
  std::size_t end = from;
  while (end < word.size() && is_digit(word[end])) ++end;
  return end - from;
}

// An integer has a sign and digits; a real also a point with digits on at least one side of it, an
// exponent, or both.
std::optional<GmlKind> number_kind(std::string_view word) {
  std::size_t at = word.front() == '+' || word.front() == '-' ? 1 : 0;
  std::size_t digits = digits_at(word, at);
  at += digits;
  if (at == word.size()) return digits > 0 ? std::optional(GmlKind::integer) : std::nullopt;
  if (word[at] == '.') {
    const std::size_t behind = digits_at(word, at + 1);
    digits += behind;
    at += 1 + behind;
  }
  if (digits == 0) return std::nullopt;
  if (at < word.size() && (word[at] == 'e' || word[at] == 'E')) {
    ++at;
    if (at < word.size() && (word[at] == '+' || word[at] == '-')) ++at;
    const std::size_t exponent = digits_at(word, at);
    if (exponent == 0) return std::nullopt;
    at += exponent;
  }
  return at == word.size() ? std::optional(GmlKind::real) : std::nullopt;
}

enum class Token : std::uint8_t { end, word, text, open, close };

struct Lexeme {
  Token token;
  std::string_view text;
  Position at;
};

// Cuts the bytes into words, texts and brackets, and counts lines.
class Lexer {
 public:
  Lexer(std::string_view bytes, std::string_view file, Diagnostics& diagnostics)
      : bytes_(bytes), file_(file), diagnostics_(diagnostics) {
    if (bytes_.starts_with("\xEF\xBB\xBF")) bytes_.remove_prefix(3);
  }

  Lexeme next() {
    pass_over();
    const Position at = here();
    if (place_ == bytes_.size()) return {Token::end, {}, at};
    const char c = bytes_[place_];
    if (c == '[' || c == ']') {
      advance(1);
      return {c == '[' ? Token::open : Token::close, {}, at};
    }
    if (c == '"') return text(at);
    std::size_t end = place_;
    while (end < bytes_.size() && !is_space(bytes_[end]) && bytes_[end] != '[' &&
           bytes_[end] != ']' && bytes_[end] != '"') {
      ++end;
    }
    const std::string_view word = bytes_.substr(place_, end - place_);
    advance(word.size());
    return {Token::word, word, at};
  }

 private:
  [[nodiscard]] Position here() const {
    return {line_, static_cast<std::uint32_t>(place_ - line_start_ + 1)};
  }

  void advance(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i, ++place_) {
      if (bytes_[place_] == '\n') {
        ++line_;
        line_start_ = place_ + 1;
      }
    }
  }

  // Spaces and comments.
  void pass_over() {
    while (place_ < bytes_.size()) {
      if (is_space(bytes_[place_])) {
        advance(1);
      } else if (bytes_[place_] == '#') {
        const std::size_t end = bytes_.find('\n', place_);
        advance((end == std::string_view::npos ? bytes_.size() : end) - place_);
      } else {
        return;
      }
    }
  }

  Lexeme text(Position at) {
    const std::size_t end = bytes_.find('"', place_ + 1);
    if (end == std::string_view::npos) {
      diagnostics_.error(file_, at, "this text has no closing quote");
      advance(bytes_.size() - place_);
      return {Token::end, {}, here()};
    }
    const std::string_view inside = bytes_.substr(place_ + 1, end - place_ - 1);
    advance(inside.size() + 2);
    return {Token::text, inside, at};
  }

  std::string_view bytes_;
  std::string_view file_;
  Diagnostics& diagnostics_;
  std::size_t place_ = 0;
  std::size_t line_start_ = 0;
  std::uint32_t line_ = 1;
};

// Builds the tree with a stack of its own, so that no depth of brackets ends the program.
class Reader {
 public:
  Reader(std::string_view bytes, std::string_view file, Diagnostics& diagnostics)
      : lexer_(bytes, file, diagnostics), file_(file), diagnostics_(diagnostics) {
    open_.push_back({"", {}, GmlKind::list, {}, {}});
  }

  std::vector<GmlPair> read() {
    while (!full_) {
      const Lexeme lexeme = lexer_.next();
      if (lexeme.token == Token::end) break;
      take(lexeme);
    }
    if (full_) return {};
    key_without_value();
    if (open_.size() > 1) {
      fault(open_.back().at,
            fmt::format("the list of {} is never closed", in_quotes(open_.back().key)));
    }
    while (open_.size() > 1) close();
    return std::move(open_.back().pairs);
  }

 private:
  void fault(Position at, std::string message) {
    diagnostics_.error(file_, at, std::move(message));
  }

  void key_without_value() {
    if (key_) fault(key_->at, fmt::format("the key {} has no value", in_quotes(key_->text)));
    key_.reset();
  }

  void close() {
    GmlPair list = std::move(open_.back());
    open_.pop_back();
    open_.back().pairs.push_back(std::move(list));
  }

  void take(const Lexeme& lexeme) {
    switch (lexeme.token) {
      case Token::open:
        take_open(lexeme);
        break;
      case Token::close:
        key_without_value();
        if (open_.size() == 1) {
          fault(lexeme.at, "this bracket closes nothing");
        } else {
          close();
        }
        break;
      case Token::text:
        take_value(lexeme, GmlKind::text);
        break;
      default:
        take_word(lexeme);
    }
  }

  void take_open(const Lexeme& lexeme) {
    if (open_.size() > kGmlDepthMax) {
      fault(lexeme.at, fmt::format("lists stand in one another more than {} deep", kGmlDepthMax));
      full_ = true;
      return;
    }
    if (!key_) fault(lexeme.at, "this list has no key before it");
    open_.push_back(
        {key_ ? std::string(key_->text) : "", key_ ? key_->at : lexeme.at, GmlKind::list, {}, {}});
    key_.reset();
    count();
  }

  void take_word(const Lexeme& lexeme) {
    const std::optional<GmlKind> number = number_kind(lexeme.text);
    if (number) {
      take_value(lexeme, *number);
    } else if (lexeme.text.size() > kGmlTokenBytesMax || !is_key(lexeme.text)) {
      fault(lexeme.at,
            in_quotes(lexeme.text) + " is no key, number, text in double quotes or bracket");
      key_.reset();  // it stood where a value was to come
    } else {
      key_without_value();
      key_ = lexeme;
    }
  }

  void take_value(const Lexeme& lexeme, GmlKind kind) {
    if (!key_) {
      fault(lexeme.at, fmt::format("the value {} has no key before it", in_quotes(lexeme.text)));
      return;
    }
    if (lexeme.text.size() > kGmlTokenBytesMax) {
      fault(lexeme.at, fmt::format("a value of more than {} bytes", kGmlTokenBytesMax));
    } else if (!is_utf8(lexeme.text)) {
      fault(lexeme.at, fmt::format("the text {} is neither ASCII nor UTF-8; convert the file",
                                   in_quotes(lexeme.text)));
    } else {
      const bool text = kind == GmlKind::text;
      open_.back().pairs.push_back({std::string(key_->text),
                                    key_->at,
                                    kind,
                                    text ? decode_entities(lexeme.text) : std::string(lexeme.text),
                                    {}});
    }
    key_.reset();
    count();
  }

  void count() {
    if (++pairs_ <= kGmlPairsMax) return;
    fault({}, fmt::format("more than {} keys", kGmlPairsMax));
    full_ = true;
  }

  Lexer lexer_;
  std::string_view file_;
  Diagnostics& diagnostics_;
  std::vector<GmlPair> open_;  // the lists around the place, the document first
  std::optional<Lexeme> key_;
  std::size_t pairs_ = 0;
  bool full_ = false;
};

void append_utf8(std::string& out, std::uint32_t point) {
  const auto byte = [&](std::uint32_t bits) { out.push_back(static_cast<char>(bits)); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | (point >> 6));
    byte(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    byte(0xE0 | (point >> 12));
    byte(0x80 | ((point >> 6) & 0x3F));
    byte(0x80 | (point & 0x3F));
  } else {
    byte(0xF0 | (point >> 18));
    byte(0x80 | ((point >> 12) & 0x3F));
    byte(0x80 | ((point >> 6) & 0x3F));
    byte(0x80 | (point & 0x3F));
  }
}

// The character of what stands between `&` and `;`.
std::optional<std::uint32_t> entity(std::string_view name) {
  static constexpr std::pair<std::string_view, std::uint32_t> kNamed[] = {
      {"quot", '"'}, {"amp", '&'}, {"apos", '\''}, {"lt", '<'}, {"gt", '>'}, {"nbsp", 0xA0}};
  for (const auto& [known, point] : kNamed) {
    if (known == name) return point;
  }
  if (!name.starts_with('#')) return std::nullopt;
  name.remove_prefix(1);
  const bool hex = name.starts_with('x') || name.starts_with('X');
  if (hex) name.remove_prefix(1);
  std::uint32_t point = 0;
  const auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), point, hex ? 16 : 10);
  const bool read = error == std::errc() && end == name.data() + name.size();
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (!read || point == 0 || point > 0x10FFFF || surrogate) return std::nullopt;
  return point;
}

}  // namespace

std::string decode_entities(std::string_view text) {
  constexpr std::size_t kNameMax = 8;
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end =
        text[at] == '&' ? text.substr(0, at + kNameMax + 2).find(';', at) : std::string_view::npos;
    const auto point =
        end == std::string_view::npos ? std::nullopt : entity(text.substr(at + 1, end - at - 1));
    if (point) {
      append_utf8(out, *point);
      at = end;
    } else {
      out.push_back(text[at]);
    }
  }
  return out;
}

Read<std::vector<GmlPair>> read_gml(std::string_view bytes, std::string_view file) {
  Read<std::vector<GmlPair>> read;
  if (bytes.size() > kGmlBytesMax) {
    read.diagnostics.error(file, {}, fmt::format("more than {} MiB of GML", kGmlBytesMax >> 20));
    return read;
  }
  read.value = Reader(bytes, file, read.diagnostics).read();
  return read;
}

}  // namespace relook::io
