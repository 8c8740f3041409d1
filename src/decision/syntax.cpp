// SPDX-License-Identifier: Apache-2.0
#include "decision/syntax.hpp"

#include "base/check.hpp"

namespace relook::decision {
namespace {

std::string operand_text(const Operand& operand);

std::string joined(const std::vector<Operand>& operands) {
  std::string text;
  for (const Operand& operand : operands) {
    if (!text.empty()) text += ", ";
    text += operand_text(operand);
  }
  return text;
}

std::string operand_text(const Operand& operand) {
  struct Writer {
    std::string operator()(const NamePath& path) const { return path_text(path); }
    std::string operator()(const TextLiteral& text) const { return "\"" + text.text + "\""; }
    std::string operator()(const NumberLiteral& number) const {
      return decimal_text(number.number);
    }
    std::string operator()(const DateLiteral& date) const { return to_string(date.date); }
    std::string operator()(const ListLiteral& list) const { return "[" + joined(list.items) + "]"; }
    std::string operator()(const FamilyOf& family) const {
      return "family(" + joined(family.arguments) + ")";
    }
  };
  return std::visit(Writer{}, operand.what);
}

struct TreeWriter {
  const Syntax& syntax;

  std::string write(SyntaxId id) const { return std::visit(*this, syntax.nodes[id].what); }
  std::string many(std::string text, const std::vector<SyntaxId>& children) const {
    for (const SyntaxId child : children) text += " " + write(child);
    return text + ")";
  }

  std::string operator()(const Broken&) const { return "(broken)"; }
  std::string operator()(const OrSyntax& n) const { return many("(or", n.children); }
  std::string operator()(const AndSyntax& n) const { return many("(and", n.children); }
  std::string operator()(const NotSyntax& n) const { return many("(not", {n.child}); }
  std::string operator()(const CompareSyntax& n) const {
    return "(" + std::string(order_text(n.order)) + " " + operand_text(n.left) + " " +
           operand_text(n.right) + ")";
  }
  std::string operator()(const InSyntax& n) const {
    return "(in " + operand_text(n.left) + " " + operand_text(n.right) + ")";
  }
  std::string operator()(const HasSyntax& n) const {
    return "(has " + operand_text(n.left) + " " + operand_text(n.right) + ")";
  }
  std::string operator()(const HasAnySyntax& n) const {
    return many("(has-any " + operand_text(n.left), {n.child});
  }
  std::string operator()(const AloneSyntax& n) const { return operand_text(n.operand); }
  std::string operator()(const CallSyntax& n) const {
    return path_text(n.callee) + "(" + joined(n.arguments) + ")";
  }
  std::string operator()(const AnySupplySyntax& n) const { return many("(any-supply", {n.child}); }
  std::string operator()(const AnyDependencySyntax& n) const {
    std::vector<SyntaxId> children;
    if (n.child) children.push_back(*n.child);
    return many("(any-dependency " + operand_text(n.kind), children);
  }
  std::string operator()(const BetweenSyntax& n) const {
    return many("(between", {n.one, n.other});
  }
};

}  // namespace

std::string_view order_text(Order order) {
  switch (order) {
    case Order::equal:
      return "==";
    case Order::not_equal:
      return "!=";
    case Order::less:
      return "<";
    case Order::at_most:
      return "<=";
    case Order::greater:
      return ">";
    case Order::at_least:
      return ">=";
  }
  RELOOK_CHECK(false);
}

std::string path_text(const NamePath& path) {
  std::string text;
  for (const NamePart& part : path.parts) {
    if (!text.empty()) text += '.';
    text += part.name;
  }
  return text;
}

std::string to_text(const Syntax& syntax) { return TreeWriter{syntax}.write(syntax.root); }

}  // namespace relook::decision
