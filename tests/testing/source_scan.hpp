// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Just enough of C++ to find the functions of a file and how long they are. Comments, literals and
// preprocessor lines are blanked first, so that a brace that is left is a brace. Then every `{` is
// judged by what stands before it, back to the last `;`, `{` or `}`: a namespace or a class holds
// functions, a parameter list followed by `{` is one. Written for code that clang-format laid out.

namespace relook::testing {

struct FunctionSize {
  std::string name;
  std::size_t line = 0;
  std::size_t lines = 0;
};

namespace scan {

inline bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Overwrites [from, to) with spaces, keeping the lines.
inline void blank(std::string& text, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < std::min(to, text.size()); ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
}

/// The start of the word that ends just before `at`.
inline std::size_t word_start(std::string_view text, std::size_t at) {
  while (at > 0 && is_word(text[at - 1])) --at;
  return at;
}

/// One past the end of the literal that opens with a quote at `at`.
inline std::size_t literal_end(std::string_view text, std::size_t at) {
  const std::string_view prefix = text.substr(word_start(text, at), at - word_start(text, at));
  if (text[at] == '"' && prefix.ends_with('R')) {
    const std::size_t open = text.find('(', at);
    const std::string close = ")" + std::string(text.substr(at + 1, open - at - 1)) + "\"";
    const std::size_t end = text.find(close, at);
    return end == text.npos ? text.size() : end + close.size();
  }
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == text[at]) {
      return i + 1;
    }
  }
  return text.size();
}

/// Is the quote at `at` the separator of a number, as in 10'000?
inline bool separates_digits(std::string_view text, std::size_t at) {
  const std::size_t start = word_start(text, at);
  return start < at && std::isdigit(static_cast<unsigned char>(text[start])) != 0;
}

/// Where the preprocessor line at `at` ends, continued lines included.
inline std::size_t directive_end(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] != '\n' || text[at - 1] == '\\')) ++at;
  return at;
}

/// The text without comments, literals and preprocessor lines, each blanked in its place.
inline std::string only_code(std::string text) {
  bool line_start = true;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    const char c = text[i];
    if (line_start && c == '#') {
      end = directive_end(text, i);
      blank(text, i, end);
    } else if (text.compare(i, 2, "//") == 0) {
      end = std::min(text.find('\n', i), text.size());
      blank(text, i, end);
    } else if (text.compare(i, 2, "/*") == 0) {
      end = std::min(text.find("*/", i + 2), text.size() - 2) + 2;
      blank(text, i, end);
    } else if (c == '"' || (c == '\'' && !separates_digits(text, i))) {
      end = literal_end(text, i);
      blank(text, i, end);
      text[i] = '0';  // something stands here, but nothing that could be taken for code
    }
    if (c == '\n') {
      line_start = true;
    } else if (c != ' ') {
      line_start = false;
    }
    i = end;
  }
  return text;
}

enum class Brace { kContainer, kFunction, kOther };

inline bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]))) {
      return true;
    }
  }
  return false;
}

inline std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) {
    text.remove_prefix(1);
  }
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
    text.remove_suffix(1);
  }
  return text;
}

/// The head on one line, without `template <...>` and without what stands in parentheses.
inline std::string outside_parentheses(std::string_view head) {
  std::string out;
  int angle = 0;
  int round = 0;
  const bool is_template = head.starts_with("template");
  bool in_template = is_template;
  for (const char c : head) {
    if (in_template) {
      angle += c == '<' ? 1 : c == '>' ? -1 : 0;
      in_template = c != '>' || angle > 0;
      continue;
    }
    if (c == ')') --round;
    const bool is_space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (round == 0 && !(is_space && out.ends_with(' '))) out += is_space ? ' ' : c;
    if (c == '(') ++round;
  }
  return out;
}

inline bool holds_functions(std::string_view head) {
  const std::string bare = outside_parentheses(head);
  const bool is_type = has_word(bare, "class") || has_word(bare, "struct") ||
                       has_word(bare, "union") || has_word(bare, "enum");
  return has_word(bare, "namespace") || bare.starts_with("extern") ||
         (is_type && bare.find('(') == bare.npos);
}

/// What a `{` opens, given what stands before it. A brace that initialises (a table, a member in a
/// constructor's list) is neither a container nor a function.
inline Brace opened_by(std::string_view head) {
  if (holds_functions(head)) return Brace::kContainer;
  if (head.empty() || head.find('(') == head.npos) return Brace::kOther;
  const std::string bare = outside_parentheses(head);
  const std::size_t list = bare.find(") :");
  const bool in_member_list = list != bare.npos && bare.compare(list, 4, ") ::") != 0;
  if (in_member_list && head.back() != ')') return Brace::kOther;
  if (std::string_view("=(,{<&|?:+").find(head.back()) != std::string_view::npos) {
    return Brace::kOther;
  }
  const std::size_t parameters = bare.find('(');
  const std::size_t assigned = bare.find(" = ");
  if (assigned != bare.npos && bare.find('[') == bare.npos) return Brace::kOther;
  const bool declares_value = parameters == bare.npos || bare.starts_with("return");
  return declares_value ? Brace::kOther : Brace::kFunction;
}

/// The last word before the first parenthesis outside a template's, with its qualifiers; for a
/// GoogleTest case, the case's names.
inline std::string name_of(std::string_view head) {
  const std::size_t open = outside_parentheses(head).empty() ? head.npos : head.find('(');
  if (open == head.npos) return std::string(head);
  std::size_t start = open;
  while (start > 0 && (is_word(head[start - 1]) || head[start - 1] == ':')) --start;
  std::string name(head.substr(start, open - start));
  if (name.starts_with("TEST") || name.starts_with("RC_GTEST")) {
    name += head.substr(open, head.find(')') - open + 1);
  }
  return name;
}

inline std::size_t matching_brace(std::string_view code, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t i = open; i < code.size(); ++i) {
    if (code[i] == '{') ++depth;
    if (code[i] == '}' && --depth == 0) return i;
  }
  return code.size();
}

inline std::size_t line_of(std::string_view code, std::size_t at) {
  return 1 + static_cast<std::size_t>(
                 std::ranges::count(code.substr(0, std::min(at, code.size())), '\n'));
}

/// Where the head that starts after `from` has its first character.
inline std::size_t skip_space(std::string_view code, std::size_t from) {
  while (from < code.size() && std::isspace(static_cast<unsigned char>(code[from])) != 0) ++from;
  return from;
}

}  // namespace scan

/// Every function with a body, in the order of the file, from the first line of its signature to
/// its closing brace. What is inside a function belongs to it: lambdas are not listed apart.
inline std::vector<FunctionSize> functions_in(const std::string& text) {
  std::string code = scan::only_code(text);
  std::vector<FunctionSize> found;
  std::size_t head_start = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == ';' || code[i] == '}') {
      head_start = i + 1;
    } else if (code[i] == ':' && i > 0 && code[i + 1] == '\n' && scan::is_word(code[i - 1]) &&
               code.find('(', head_start) > i) {
      head_start = i + 1;  // public: and its like
    } else if (code[i] == '{') {
      head_start = scan::skip_space(code, head_start);
      const std::string_view head =
          scan::trimmed(std::string_view(code).substr(head_start, i - head_start));
      const scan::Brace brace = scan::opened_by(head);
      if (brace == scan::Brace::kContainer) {
        head_start = i + 1;
        continue;
      }
      const std::size_t close = scan::matching_brace(code, i);
      if (brace == scan::Brace::kFunction) {
        const std::size_t line = scan::line_of(code, head_start);
        found.push_back({scan::name_of(head), line, scan::line_of(code, close) - line + 1});
        head_start = close + 1;
      } else {
        // An initialiser: to what follows it is as good as a call.
        scan::blank(code, i, close + 1);
        code[i] = '(';
        if (close < code.size()) code[close] = ')';
      }
      i = close;
    }
  }
  return found;
}

}  // namespace relook::testing
