// SPDX-License-Identifier: Apache-2.0
// The bound form of a selector: names are columns, literals have the column's type, terms are
// expanded. Nodes stand in one vector, children before their parents.

#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/truth.hpp"
#include "decision/decimal.hpp"
#include "estate/schema.hpp"

namespace relook::decision {

using NodeId = Id<struct NodeTag>;

/// What is read at the end of a path.
enum class FieldKind : std::uint8_t {
  column,  ///< `column` of the end table
  own_id,  ///< the id of the end table's row
  layer,   ///< the layer of an element's function
};

/// How to get from a row of `start` to a value: through the reference columns `hops`, then, where
/// `through_vendor`, to each vendor that the row may be from, then the field.
struct Path {
  estate::TableId start;
  std::vector<estate::ColumnRef> hops;
  bool through_vendor = false;
  FieldKind field = FieldKind::own_id;
  estate::ColumnRef column{};  ///< where `field` is column; of `layer` it is elements.function

  /// The table that the hops lead to: the one whose rows are judged where `through_vendor`.
  [[nodiscard]] estate::TableId reached() const {
    return hops.empty() ? start : estate::schema(hops.back()).target;
  }
  /// The table of the field.
  [[nodiscard]] estate::TableId end() const {
    return through_vendor ? estate::TableId::vendors : reached();
  }
  friend bool operator==(const Path&, const Path&) = default;
};

/// `on`, the day asked about.
struct OnDate {
  friend bool operator==(const OnDate&, const OnDate&) = default;
};
using DateOperand = std::variant<Date, OnDate>;

// What a leaf asks of the row at the end of its path. `==` is `in` a list of one.

/// The text, word, layer or id is one of these.
struct TextIn {
  std::vector<std::string> texts;  ///< sorted, each once
};
/// The number is in one of the ranges, in the column's own unit.
struct NumberIn {
  std::vector<IntegerRange> ranges;
};
struct DateIs {
  Order order;  ///< never not_equal
  DateOperand operand;
};
struct DateIn {
  std::vector<DateOperand> operands;
};
/// The yes_no column says yes.
struct IsYes {};
/// The list has this text, or this id.
struct HasText {
  std::string text;
};
/// The list of references has a row of which the node is true.
struct HasAny {
  NodeId node;
};
/// The vendor belongs to the family of one of these.
struct InFamily {
  std::vector<std::string> heads;
};
enum class Property : std::uint8_t { carries, sees, controls };
/// The element's function has the property.
struct HasProperty {
  Property property;
  std::string word;
};
/// A place of the kind lies within so many metres of the site; without metres, the place has the
/// site on its list or within its own radius.
struct NearPlace {
  std::string kind;
  bool own_radius;
  double metres;
};
/// The cell is known. Never unknown itself.
struct IsKnown {};

using Test = std::variant<TextIn, NumberIn, DateIs, DateIn, IsYes, HasText, HasAny, InFamily,
                          HasProperty, NearPlace, IsKnown>;

/// A question about one field: `negated` is `!=`.
struct Leaf {
  Path path;
  Test test;
  bool negated = false;
  std::string field;  ///< the path as people write it, for messages
};

/// A field held against another: `left order right`.
struct FieldPair {
  Path left;
  Path right;
  Order order;
  std::string left_text;
  std::string right_text;
};

/// The same for every row. `parameter` names the unset parameter that makes it unknown.
struct Constant {
  Truth value;
  std::string parameter = {};
};
/// `on` held against a date: the same for every row.
struct OnCompare {
  Order order;
  DateOperand operand;
};
struct AllOf {
  std::vector<NodeId> children;
};
struct AnyOf {
  std::vector<NodeId> children;
};
struct NotOf {
  NodeId child;
};
/// A supply of this element, in force on the day, matches the node.
struct AnySupply {
  NodeId node;
};
/// The element depends, on the day, on one that matches the node.
struct AnyDependency {
  std::uint32_t kind;  ///< a code of kDependencyKinds, or kAnyKind
  NodeId node;
  static constexpr std::uint32_t kAnyKind = 0xFFFFFFFF;
};
/// One end of the link matches the first node and the other the second.
struct Between {
  NodeId one;
  NodeId other;
};

struct Node {
  estate::TableId table;  ///< whose rows it is asked of
  std::variant<Constant, OnCompare, Leaf, FieldPair, AllOf, AnyOf, NotOf, AnySupply, AnyDependency,
               Between>
      what;
};

}  // namespace relook::decision
