// SPDX-License-Identifier: Apache-2.0
// A selector as it was written, before anything is known of its names. All nodes stand in one
// vector and point to each other by id.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "decision/decimal.hpp"

namespace relook::decision {

using SyntaxId = Id<struct SyntaxTag>;

/// A name between dots, and where it stands.
struct NamePart {
  std::string name;
  std::uint32_t offset;
};

struct Operand;

/// Names between dots: a field, a parameter, a term, `on`, `true`, `false`.
struct NamePath {
  std::vector<NamePart> parts;
};
struct TextLiteral {
  std::string text;
};
struct NumberLiteral {
  Decimal number;
};
struct DateLiteral {
  Date date;
};
struct ListLiteral {
  std::vector<Operand> items;
};
/// `family("x")` or `family(["x", "y"])`.
struct FamilyOf {
  std::vector<Operand> arguments;
};

/// What stands at a side of a comparison or between the parentheses of a call.
struct Operand {
  std::uint32_t offset = 0;
  std::variant<NamePath, TextLiteral, NumberLiteral, DateLiteral, ListLiteral, FamilyOf> what;
};

/// What could not be parsed; its fault has been reported.
struct Broken {};
struct OrSyntax {
  std::vector<SyntaxId> children;
};
struct AndSyntax {
  std::vector<SyntaxId> children;
};
struct NotSyntax {
  SyntaxId child;
};
/// `left order right`.
struct CompareSyntax {
  Order order;
  Operand left;
  Operand right;
};
struct InSyntax {
  Operand left;
  Operand right;
};
struct HasSyntax {
  Operand left;
  Operand right;
};
/// `list has any (child)`.
struct HasAnySyntax {
  Operand left;
  SyntaxId child;
};
/// A field, parameter, term or truth that stands alone.
struct AloneSyntax {
  Operand operand;
};
/// `path.name(arguments)`: the call's own name is the last part of the path.
struct CallSyntax {
  NamePath callee;
  std::vector<Operand> arguments;
};
struct AnySupplySyntax {
  SyntaxId child;
};
/// `any dependency (kind, child)`; the kind is a text, a parameter or the word `any`.
struct AnyDependencySyntax {
  Operand kind;
  std::optional<SyntaxId> child;
};
struct BetweenSyntax {
  SyntaxId one;
  SyntaxId other;
};

struct SyntaxNode {
  std::uint32_t offset = 0;  ///< of the word that faults about it point to
  std::variant<Broken, OrSyntax, AndSyntax, NotSyntax, CompareSyntax, InSyntax, HasSyntax,
               HasAnySyntax, AloneSyntax, CallSyntax, AnySupplySyntax, AnyDependencySyntax,
               BetweenSyntax>
      what;
};

struct Syntax {
  IdVector<SyntaxId, SyntaxNode> nodes;
  SyntaxId root{0};
};

/// `==`, `<` and so on.
[[nodiscard]] std::string_view order_text(Order order);
/// The path as it is written.
[[nodiscard]] std::string path_text(const NamePath& path);
/// The tree with every parenthesis written: `(or a (and b (not c)))`.
[[nodiscard]] std::string to_text(const Syntax& syntax);

}  // namespace relook::decision
