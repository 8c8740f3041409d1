// SPDX-License-Identifier: Apache-2.0
// Gives a parsed selector its meaning: names become columns, literals take the type of the column
// they are held against, terms are expanded where they stand. Used by compile_selector alone.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/diagnostic.hpp"
#include "decision/bound.hpp"
#include "decision/field.hpp"
#include "decision/selector.hpp"
#include "decision/syntax.hpp"
#include "decision/vocabulary.hpp"

namespace relook::decision {

/// A date parameter that is not set.
struct UnsetValue {
  std::string parameter;
};
/// One value, written or taken from a parameter.
struct Scalar {
  std::uint32_t offset;
  std::variant<std::string, Decimal, Date, OnDate, bool, UnsetValue> value;
};
struct FieldValue {
  std::uint32_t offset;
  Path path;
  std::string text;
};
struct ListValue {
  std::uint32_t offset;
  std::vector<Scalar> items;
};
struct FamilyValue {
  std::uint32_t offset;
  std::vector<std::string> heads;
};
/// A side of a comparison, its names resolved.
using Side = std::variant<FieldValue, Scalar, ListValue, FamilyValue>;

class Binder {
 public:
  Binder(const Vocabulary& vocabulary, KnownUse known) : vocabulary_(vocabulary), known_(known) {}

  Read<Selector> bind(std::string_view text, const Origin& where, Subject subject);

 private:
  /// A text whose names are looked up: the selector, or a term that it uses.
  struct Source {
    std::string name;  ///< of the term; empty for the selector itself
    std::string text;
    Origin where;
    Syntax syntax;
  };
  /// Where in the selector the binder is.
  struct Scope {
    const Source* source;
    estate::TableId table;
    unsigned nots;
    std::size_t depth;

    [[nodiscard]] Scope over(estate::TableId other) const { return {source, other, nots, depth}; }
  };
  using Bound = std::optional<NodeId>;  ///< nothing: a fault has been reported

  // binder.cpp: the tree
  Bound bind_node(SyntaxId id, const Scope& scope);
  Bound bind_what(const Broken& node, std::uint32_t at, const Scope& scope);
  Bound bind_what(const OrSyntax& node, std::uint32_t at, const Scope& scope);
  Bound bind_what(const AndSyntax& node, std::uint32_t at, const Scope& scope);
  Bound bind_what(const NotSyntax& node, std::uint32_t at, const Scope& scope);
  Bound bind_what(const AloneSyntax& node, std::uint32_t at, const Scope& scope);
  Bound bind_what(const AnySupplySyntax& node, std::uint32_t at, const Scope& scope);
  Bound bind_what(const AnyDependencySyntax& node, std::uint32_t at, const Scope& scope);
  Bound bind_what(const BetweenSyntax& node, std::uint32_t at, const Scope& scope);
  std::optional<std::vector<NodeId>> bind_all(const std::vector<SyntaxId>& ids, const Scope& scope);
  Bound bind_name(const NamePart& name, const Scope& scope);
  Bound expand(const NamePart& name, const std::string& text, const Origin& where,
               const Scope& scope);
  const Source* source_of(const std::string& name, const std::string& text, const Origin& where);
  bool asks_element(std::string_view what, std::uint32_t at, const Scope& scope);
  std::optional<std::uint32_t> dependency_kind(const Operand& operand, const Scope& scope);

  // bind_call.cpp: calls
  Bound bind_what(const CallSyntax& node, std::uint32_t at, const Scope& scope);
  Bound bind_known(const CallSyntax& node, std::uint32_t at, const Scope& scope);
  Bound bind_property(const CallSyntax& node, std::uint32_t at, const Scope& scope);
  Bound bind_place(const CallSyntax& node, std::uint32_t at, const Scope& scope);
  bool argument_count(const CallSyntax& node, std::uint32_t at, std::size_t count,
                      std::string_view usage, const Scope& scope);
  std::optional<std::string> text_argument(const Operand& operand, std::string_view usage,
                                           const Scope& scope);
  std::optional<Path> row_path(const CallSyntax& node, const Scope& scope);

  // bind_compare.cpp: comparisons
  Bound bind_what(const CompareSyntax& node, std::uint32_t at, const Scope& scope);
  Bound bind_what(const InSyntax& node, std::uint32_t at, const Scope& scope);
  Bound bind_what(const HasSyntax& node, std::uint32_t at, const Scope& scope);
  Bound bind_what(const HasAnySyntax& node, std::uint32_t at, const Scope& scope);
  Bound compare_field(const FieldValue& field, Order order, const Scalar& value, std::uint32_t at,
                      const Scope& scope);
  Bound compare_fields(FieldValue left, Order order, FieldValue right, std::uint32_t at,
                       const Scope& scope);
  Bound compare_values(const Scalar& left, Order order, const Scalar& right, std::uint32_t at,
                       const Scope& scope);
  Bound field_in(const FieldValue& field, const ListValue& list, const Scope& scope);
  Bound field_in_family(const FieldValue& field, FamilyValue family, const Scope& scope);
  bool fits(const FieldValue& field, const Scalar& value, const Scope& scope);
  Bound leaf(const FieldValue& field, Test test, Order order, const Scope& scope);
  void note_vendor(const FieldValue& field, const Scalar& value, const Scope& scope);
  void note_vendor(const std::string& name, std::uint32_t at, const Scope& scope);

  // bind_value.cpp: what stands at a side
  std::optional<Side> side(const Operand& operand, const Scope& scope);
  std::optional<Side> named_side(const NamePath& path, std::uint32_t at, const Scope& scope);
  std::optional<Side> parameter_side(const std::string& name, const ParameterValue& value,
                                     std::uint32_t at, const Scope& scope);
  std::optional<Side> list_side(const ListLiteral& list, std::uint32_t at, const Scope& scope);
  std::optional<Side> family_side(const FamilyOf& family, std::uint32_t at, const Scope& scope);
  std::optional<FieldValue> field_side(const NamePath& path, std::uint32_t at, const Scope& scope);

  Bound add(const Scope& scope, decltype(Node::what) what);
  /// Counts parts; reports and gives false where the selector has become too large.
  bool take_room(std::size_t count, const Scope& scope);
  std::nullopt_t fault(std::uint32_t offset, const Scope& scope, std::string message);

  const Vocabulary& vocabulary_;
  KnownUse known_;
  IdVector<NodeId, Node> nodes_;
  std::vector<VendorName> vendors_;
  Diagnostics diagnostics_;
  std::size_t taken_ = 0;
  bool stopped_ = false;
  std::map<std::string, Source, std::less<>> sources_;
  std::vector<std::string> expanding_;
};

/// `"AMF"`, `12`, `2020-01-28`… as a message shows it, and its type: "text", "a number"…
[[nodiscard]] std::string scalar_text(const Scalar& value);
[[nodiscard]] std::string_view scalar_type(const Scalar& value);

}  // namespace relook::decision
