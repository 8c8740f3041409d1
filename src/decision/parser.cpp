// SPDX-License-Identifier: Apache-2.0
#include "decision/parser.hpp"

#include <optional>
#include <utility>

#include "base/spelling.hpp"
#include "decision/lexer.hpp"

namespace relook::decision {
namespace {

std::optional<Order> order_of(const Token& token) {
  if (token.kind != TokenKind::symbol) return std::nullopt;
  for (const Order order : {Order::equal, Order::not_equal, Order::less, Order::at_most,
                            Order::greater, Order::at_least}) {
    if (token.text == order_text(order)) return order;
  }
  return std::nullopt;
}

std::string found(const Token& token) {
  if (token.kind == TokenKind::end) return "found the end";
  if (token.kind == TokenKind::text) return "found the text " + in_quotes(token.text);
  return "found " + in_quotes(token.text);
}

class Parser {
 public:
  Parser(std::string_view text, const Origin& where, std::vector<Token> tokens)
      : text_(text), where_(where), tokens_(std::move(tokens)) {}

  Read<Syntax> parse() {
    if (now().kind == TokenKind::end) {
      fault(now(), "the selector is empty");
      return {std::move(syntax_), std::move(diagnostics_)};
    }
    if (!stopped()) syntax_.root = parse_or();
    if (!stopped() && now().kind != TokenKind::end) {
      fault(now(), "expected `and`, `or` or the end, " + found(now()));
    }
    return {std::move(syntax_), std::move(diagnostics_)};
  }

  Read<NamePath> parse_only_path() {
    Operand operand;
    if (now().kind != TokenKind::name) {
      fault(now(), "expected a field, " + found(now()));
    } else {
      operand = parse_names();
      if (!stopped() && now().kind != TokenKind::end) {
        fault(now(), "expected a field and nothing behind it, " + found(now()));
      }
    }
    const NamePath* const path = std::get_if<NamePath>(&operand.what);
    return {path != nullptr ? *path : NamePath{}, std::move(diagnostics_)};
  }

 private:
  // ---- tokens

  const Token& now() const { return tokens_[at_]; }
  const Token& next() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  void advance() {
    if (is_symbol("(") || is_symbol("[")) ++open_;
    if (is_symbol(")") || is_symbol("]")) --open_;
    if (at_ + 1 < tokens_.size()) ++at_;
  }
  bool is_word(std::string_view word) const {
    return now().kind == TokenKind::name && now().text == word;
  }
  bool is_symbol(std::string_view symbol) const {
    return now().kind == TokenKind::symbol && now().text == symbol;
  }
  static bool is_open(const Token& token) {
    return token.kind == TokenKind::symbol && token.text == "(";
  }
  bool take_symbol(std::string_view symbol) {
    if (!is_symbol(symbol)) return false;
    advance();
    return true;
  }
  bool expect_symbol(std::string_view symbol, std::string_view why) {
    if (take_symbol(symbol)) return true;
    fault(now(),
          "expected `" + std::string(symbol) + "` " + std::string(why) + ", " + found(now()));
    return false;
  }

  // ---- faults

  bool stopped() const { return stopped_; }
  SyntaxId fault(const Token& token, std::string message) {
    constexpr std::size_t kFaultsMax = 20;
    if (!stopped_) {
      diagnostics_.error(where_.file, position_at(text_, where_.at, token.offset),
                         std::move(message));
    }
    if (diagnostics_.error_count() >= kFaultsMax) stop();
    return add(token, Broken{});
  }
  // Ends the parse: whatever comes reads the end.
  void stop() {
    stopped_ = true;
    at_ = tokens_.size() - 1;
  }
  // Goes on behind a fault at the next word that can only stand between two questions, `open`
  // being how many parentheses were open before the broken one.
  void skip_broken(std::int64_t open) {
    for (; now().kind != TokenKind::end; advance()) {
      const bool between = is_word("and") || is_word("or") || is_symbol(")") || is_symbol(",");
      if (between && open_ <= open) return;
    }
  }

  template <class What>
  SyntaxId add(const Token& token, What what) {
    return syntax_.nodes.push_back({token.offset, std::move(what)});
  }
  bool broken(SyntaxId id) const { return std::holds_alternative<Broken>(syntax_.nodes[id].what); }

  // ---- the grammar; each level of nesting passes through parse_or or parse_not once

  SyntaxId parse_or() {
    if (++depth_ > kSelectorDepthMax) return too_deep();
    const Token first = now();
    std::vector<SyntaxId> children{parse_and()};
    while (is_word("or")) {
      advance();
      children.push_back(parse_and());
    }
    --depth_;
    return children.size() == 1 ? children.front() : add(first, OrSyntax{std::move(children)});
  }

  SyntaxId parse_and() {
    const Token first = now();
    std::vector<SyntaxId> children{parse_not()};
    while (is_word("and")) {
      advance();
      children.push_back(parse_not());
    }
    return children.size() == 1 ? children.front() : add(first, AndSyntax{std::move(children)});
  }

  SyntaxId parse_not() {
    if (!is_word("not")) {
      const std::int64_t open = open_;
      const SyntaxId id = parse_question();
      if (broken(id)) skip_broken(open);
      return id;
    }
    if (++depth_ > kSelectorDepthMax) return too_deep();
    const Token word = now();
    advance();
    const SyntaxId child = parse_not();
    --depth_;
    return add(word, NotSyntax{child});
  }

  SyntaxId too_deep() {
    const SyntaxId id =
        fault(now(), "nested too deep: at most " + std::to_string(kSelectorDepthMax) + " levels");
    stop();
    return id;
  }

  SyntaxId parse_question() {
    const Token first = now();
    if (take_symbol("(")) {
      const SyntaxId inner = parse_or();
      if (stopped()) return inner;
      if (!expect_symbol(")", "behind the selector in parentheses")) return add(first, Broken{});
      if (order_of(now()) || is_word("in") || is_word("has")) {
        return fault(now(), "a comparison has a field or a value at each side, not a selector");
      }
      return inner;
    }
    if (is_word("any")) return parse_any();
    if (is_word("between") && is_open(next())) return parse_between();
    if (is_word("and") || is_word("or")) {
      return fault(first, "expected a question before `" + first.text + "`");
    }
    std::optional<Operand> left = parse_operand();
    if (!left) return add(first, Broken{});
    if (is_symbol("(")) return parse_call(std::move(*left));
    return parse_comparison(std::move(*left));
  }

  SyntaxId parse_comparison(Operand left) {
    const Token sign = now();
    if (const std::optional<Order> order = order_of(sign)) {
      advance();
      std::optional<Operand> right = parse_operand();
      if (!right) return add(sign, Broken{});
      if (order_of(now())) {
        return fault(now(), "comparisons do not chain: write `a < b and b < c`");
      }
      return add(sign, CompareSyntax{*order, std::move(left), std::move(*right)});
    }
    if (is_word("in")) {
      advance();
      std::optional<Operand> right = parse_operand();
      if (!right) return add(sign, Broken{});
      return add(sign, InSyntax{std::move(left), std::move(*right)});
    }
    if (is_word("has")) return parse_has(std::move(left));
    if (is_word("not")) {
      return fault(sign, "write `not` before the whole comparison: `not x in [\"…\"]`");
    }
    const Token at{.offset = left.offset};
    return add(at, AloneSyntax{std::move(left)});
  }

  SyntaxId parse_has(Operand left) {
    const Token sign = now();
    advance();
    if (is_word("any")) {
      advance();
      if (!expect_symbol("(", "behind `has any`")) return add(sign, Broken{});
      const SyntaxId child = parse_or();
      if (stopped() || !expect_symbol(")", "behind `has any (…`")) return add(sign, Broken{});
      return add(sign, HasAnySyntax{std::move(left), child});
    }
    std::optional<Operand> right = parse_operand();
    if (!right) return add(sign, Broken{});
    return add(sign, HasSyntax{std::move(left), std::move(*right)});
  }

  SyntaxId parse_any() {
    const Token word = now();
    advance();
    const Token what = now();
    if (is_word("supply")) {
      advance();
      if (!expect_symbol("(", "behind `any supply`")) return add(word, Broken{});
      const SyntaxId child = parse_or();
      if (stopped() || !expect_symbol(")", "behind `any supply (…`")) return add(word, Broken{});
      return add(word, AnySupplySyntax{child});
    }
    if (!is_word("dependency")) {
      return fault(what, "expected `supply` or `dependency` behind `any`, " + found(what));
    }
    advance();
    if (!expect_symbol("(", "behind `any dependency`")) return add(word, Broken{});
    std::optional<Operand> kind = parse_operand();
    if (!kind) return add(word, Broken{});
    std::optional<SyntaxId> child;
    if (take_symbol(",")) child = parse_or();
    if (stopped() || !expect_symbol(")", "behind `any dependency (…`")) return add(word, Broken{});
    return add(word, AnyDependencySyntax{std::move(*kind), child});
  }

  SyntaxId parse_between() {
    const Token word = now();
    advance();
    advance();
    const SyntaxId one = parse_or();
    if (stopped() || !expect_symbol(",", "between the two selectors")) return add(word, Broken{});
    const SyntaxId other = parse_or();
    if (stopped() || !expect_symbol(")", "behind `between(…`")) return add(word, Broken{});
    return add(word, BetweenSyntax{one, other});
  }

  SyntaxId parse_call(Operand callee) {
    const Token at{.offset = callee.offset};
    NamePath* const path = std::get_if<NamePath>(&callee.what);
    if (path == nullptr) return fault(now(), "only a name can be followed by `(`");
    advance();
    std::optional<std::vector<Operand>> arguments = parse_arguments(")");
    if (!arguments) return add(at, Broken{});
    return add(at, CallSyntax{std::move(*path), std::move(*arguments)});
  }

  // ---- operands

  // Reads operands between commas up to the closing symbol, and the symbol.
  std::optional<std::vector<Operand>> parse_arguments(std::string_view close) {
    std::vector<Operand> operands;
    if (take_symbol(close)) return operands;
    while (true) {
      if (close == "]" && is_symbol("[")) {
        fault(now(), "a list holds values, not lists");
        return std::nullopt;
      }
      if (is_word("family") && is_open(next())) {
        fault(now(), "`family(…)` stands behind `in`: `vendor in family(\"…\")`");
        return std::nullopt;
      }
      std::optional<Operand> operand = parse_operand();
      if (!operand) return std::nullopt;
      operands.push_back(std::move(*operand));
      if (take_symbol(close)) return operands;
      if (!expect_symbol(",", "or `" + std::string(close) + "`")) return std::nullopt;
    }
  }

  std::optional<Operand> parse_operand() {
    const Token token = now();
    switch (token.kind) {
      case TokenKind::text:
        advance();
        return Operand{token.offset, TextLiteral{token.text}};
      case TokenKind::number:
        advance();
        return Operand{token.offset, NumberLiteral{token.number}};
      case TokenKind::date:
        advance();
        return Operand{token.offset, DateLiteral{token.date}};
      case TokenKind::name:
        if (token.text == "family" && is_open(next())) return parse_family();
        if (!is_reserved(token.text)) return parse_names();
        break;
      case TokenKind::symbol:
        if (token.text == "[") {
          advance();
          std::optional<std::vector<Operand>> items = parse_arguments("]");
          if (!items) return std::nullopt;
          return Operand{token.offset, ListLiteral{std::move(*items)}};
        }
        break;
      case TokenKind::end:
        break;
    }
    fault(token, "expected a field or a value, " + found(token));
    return std::nullopt;
  }

  static bool is_reserved(std::string_view word) {
    return word == "and" || word == "or" || word == "not" || word == "in" || word == "has";
  }

  std::optional<Operand> parse_family() {
    const Token word = now();
    advance();
    advance();
    std::optional<std::vector<Operand>> arguments = parse_arguments(")");
    if (!arguments) return std::nullopt;
    return Operand{word.offset, FamilyOf{std::move(*arguments)}};
  }

  Operand parse_names() {
    Operand operand{now().offset, NamePath{}};
    NamePath path;
    path.parts.push_back({now().text, now().offset});
    advance();
    while (take_symbol(".")) {
      if (now().kind != TokenKind::name) {
        fault(now(), "expected a field behind the point, " + found(now()));
        break;
      }
      path.parts.push_back({now().text, now().offset});
      advance();
    }
    operand.what = std::move(path);
    return operand;
  }

  std::string_view text_;
  const Origin& where_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::int64_t open_ = 0;
  bool stopped_ = false;
  Syntax syntax_;
  Diagnostics diagnostics_;
};

// What no parser should see: nothing where the text can be lexed.
Diagnostics refusals(std::string_view text, const Origin& where) {
  Diagnostics diagnostics;
  if (text.size() > kSelectorBytesMax) {
    diagnostics.error(
        where.file, where.at,
        "the selector is too long: at most " + std::to_string(kSelectorBytesMax) + " bytes");
  } else if (!is_utf8(text)) {
    diagnostics.error(where.file, where.at, "the selector is not UTF-8");
  }
  return diagnostics;
}

Read<std::vector<Token>> tokens_of(std::string_view text, const Origin& where) {
  Diagnostics refused = refusals(text, where);
  if (refused.has_errors()) return {{}, std::move(refused)};
  return lex_selector(text, where);
}

}  // namespace

Read<Syntax> parse_selector(std::string_view text, const Origin& where) {
  Read<std::vector<Token>> tokens = tokens_of(text, where);
  if (tokens.diagnostics.has_errors()) return {{}, std::move(tokens.diagnostics)};
  return Parser(text, where, std::move(tokens.value)).parse();
}

Read<NamePath> parse_path(std::string_view text, const Origin& where) {
  Read<std::vector<Token>> tokens = tokens_of(text, where);
  if (tokens.diagnostics.has_errors()) return {{}, std::move(tokens.diagnostics)};
  return Parser(text, where, std::move(tokens.value)).parse_only_path();
}

}  // namespace relook::decision
