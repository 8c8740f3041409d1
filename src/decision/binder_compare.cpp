// SPDX-License-Identifier: Apache-2.0
// The binder's comparisons: which may be asked at all, and what they become.

#include <algorithm>

#include "base/spelling.hpp"
#include "decision/binder.hpp"
#include "decision/lexer.hpp"

namespace relook::decision {
namespace {

bool is_equality(Order order) { return order == Order::equal || order == Order::not_equal; }
bool is_ordered(ValueKind kind) { return kind == ValueKind::number || kind == ValueKind::date; }
bool is_list(ValueKind kind) { return kind == ValueKind::texts || kind == ValueKind::references; }

bool holds(std::strong_ordering compared, Order order) {
  switch (order) {
    case Order::equal:
      return compared == 0;
    case Order::not_equal:
      return compared != 0;
    case Order::less:
      return compared < 0;
    case Order::at_most:
      return compared <= 0;
    case Order::greater:
      return compared > 0;
    case Order::at_least:
      return compared >= 0;
  }
  return false;
}

std::string named(const FieldValue& field) {
  return "`" + field.text + "` is " + type_text(type_of(field.path));
}

std::string not_ordered(const std::string& what, Order order) {
  return what + "; `" + std::string(order_text(order)) + "` needs numbers or dates";
}

}  // namespace

Binder::Bound Binder::leaf(const FieldValue& field, Test test, Order order, const Scope& scope) {
  return add(scope, Leaf{field.path, std::move(test), order == Order::not_equal, field.text});
}

void Binder::note_vendor(const std::string& name, std::uint32_t at, const Scope& scope) {
  const Source& source = *scope.source;
  VendorName vendor{name, {source.where.file, source.where.at}};
  vendor.where.at = position_at(source.text, source.where.at, at);
  if (std::ranges::find(vendors_, vendor) == vendors_.end()) vendors_.push_back(std::move(vendor));
}

void Binder::note_vendor(const FieldValue& field, const Scalar& value, const Scope& scope) {
  const ValueType type = type_of(field.path);
  const bool is_vendor =
      type.kind == ValueKind::reference && type.target == estate::TableId::vendors;
  const std::string* const name = std::get_if<std::string>(&value.value);
  if (is_vendor && name != nullptr) note_vendor(*name, value.offset, scope);
}

// Whether the value has the field's type; reports where not.
bool Binder::fits(const FieldValue& field, const Scalar& value, const Scope& scope) {
  const ValueType type = type_of(field.path);
  const std::string* const text = std::get_if<std::string>(&value.value);
  std::string_view hint;
  bool right = false;
  switch (type.kind) {
    case ValueKind::text:
    case ValueKind::reference:
    case ValueKind::word:
      right = text != nullptr;
      hint = "texts stand in double quotes";
      break;
    case ValueKind::yes_no:
      right = std::holds_alternative<bool>(value.value);
      hint = "compare it with true or false, or let it stand alone";
      break;
    case ValueKind::date:
      right = std::holds_alternative<Date>(value.value) ||
              std::holds_alternative<OnDate>(value.value) ||
              std::holds_alternative<UnsetValue>(value.value);
      hint = "dates stand without quotes";
      break;
    case ValueKind::number:
      right = std::holds_alternative<Decimal>(value.value);
      hint = "numbers stand without quotes";
      break;
    case ValueKind::texts:
    case ValueKind::references:
      fault(field.offset, scope,
            named(field) + ": ask `" + field.text + " has " +
                (text != nullptr ? "\"" + *text + "\"" : "…") + "`");
      return false;
  }
  if (!right) {
    fault(value.offset, scope,
          named(field) + "; " + scalar_text(value) + " is " + std::string(scalar_type(value)) +
              ": " + std::string(hint));
    return false;
  }
  if (type.kind == ValueKind::word && std::ranges::find(type.words, *text) == type.words.end()) {
    fault(value.offset, scope,
          named(field) + "; found " + in_quotes(*text) + did_you_mean(*text, type.words));
    return false;
  }
  return true;
}

Binder::Bound Binder::bind_what(const CompareSyntax& node, std::uint32_t at, const Scope& scope) {
  std::optional<Side> left = side(node.left, scope);
  std::optional<Side> right = side(node.right, scope);
  if (!left || !right) return std::nullopt;
  for (const Side* const one : {&*left, &*right}) {
    if (const ListValue* const list = std::get_if<ListValue>(one)) {
      return fault(
          list->offset, scope,
          "`" + std::string(order_text(node.order)) + "` compares with one value: write `in […]`");
    }
    if (const FamilyValue* const family = std::get_if<FamilyValue>(one)) {
      return fault(family->offset, scope,
                   "`family(…)` stands behind `in`: `vendor in "
                   "family(\"…\")`");
    }
  }
  const FieldValue* const left_field = std::get_if<FieldValue>(&*left);
  const FieldValue* const right_field = std::get_if<FieldValue>(&*right);
  if (left_field != nullptr && right_field != nullptr) {
    return compare_fields(*left_field, node.order, *right_field, at, scope);
  }
  if (left_field != nullptr) {
    return compare_field(*left_field, node.order, std::get<Scalar>(*right), at, scope);
  }
  if (right_field != nullptr) {
    return compare_field(*right_field, mirrored(node.order), std::get<Scalar>(*left), at, scope);
  }
  return compare_values(std::get<Scalar>(*left), node.order, std::get<Scalar>(*right), at, scope);
}

Binder::Bound Binder::compare_field(const FieldValue& field, Order order, const Scalar& value,
                                    std::uint32_t at, const Scope& scope) {
  const ValueType type = type_of(field.path);
  if (!is_ordered(type.kind) && !is_list(type.kind) && !is_equality(order)) {
    return fault(at, scope, not_ordered(named(field), order));
  }
  if (!fits(field, value, scope)) return std::nullopt;
  note_vendor(field, value, scope);
  const Order positive = order == Order::not_equal ? Order::equal : order;
  if (const std::string* const text = std::get_if<std::string>(&value.value)) {
    return leaf(field, TextIn{{*text}}, order, scope);
  }
  if (const Decimal* const number = std::get_if<Decimal>(&value.value)) {
    return leaf(field, NumberIn{{integers_where(positive, *number, type.digits)}}, order, scope);
  }
  if (const bool* const said = std::get_if<bool>(&value.value)) {
    const bool asks_yes = *said == (order == Order::equal);
    return leaf(field, IsYes{}, asks_yes ? Order::equal : Order::not_equal, scope);
  }
  if (const Date* const date = std::get_if<Date>(&value.value)) {
    return leaf(field, DateIs{positive, *date}, order, scope);
  }
  if (std::holds_alternative<OnDate>(value.value)) {
    return leaf(field, DateIs{positive, OnDate{}}, order, scope);
  }
  return add(scope, Constant{Truth::unknown, std::get<UnsetValue>(value.value).parameter});
}

Binder::Bound Binder::compare_fields(FieldValue left, Order order, FieldValue right,
                                     std::uint32_t at, const Scope& scope) {
  const ValueType type = type_of(left.path);
  if (is_list(type.kind) || is_list(type_of(right.path).kind)) {
    const FieldValue& list = is_list(type.kind) ? left : right;
    return fault(list.offset, scope, named(list) + ": ask `" + list.text + " has …`");
  }
  if (!comparable(type, type_of(right.path))) {
    return fault(at, scope, named(left) + ", " + named(right) + ": they cannot be compared");
  }
  if (!is_ordered(type.kind) && !is_equality(order)) {
    return fault(at, scope, not_ordered(named(left), order));
  }
  return add(scope, FieldPair{std::move(left.path), std::move(right.path), order,
                              std::move(left.text), std::move(right.text)});
}

// A comparison without a field, as between a parameter and a value: settled now.
Binder::Bound Binder::compare_values(const Scalar& left, Order order, const Scalar& right,
                                     std::uint32_t at, const Scope& scope) {
  if (scalar_type(left) != scalar_type(right)) {
    return fault(at, scope,
                 scalar_text(left) + " is " + std::string(scalar_type(left)) + ", " +
                     scalar_text(right) + " is " + std::string(scalar_type(right)) +
                     ": they cannot be compared");
  }
  for (const Scalar* const one : {&left, &right}) {
    if (const UnsetValue* const unset = std::get_if<UnsetValue>(&one->value)) {
      return add(scope, Constant{Truth::unknown, unset->parameter});
    }
  }
  const auto settled = [&](std::strong_ordering compared) {
    return add(scope, Constant{truth(holds(compared, order))});
  };
  if (const Decimal* const number = std::get_if<Decimal>(&left.value)) {
    return settled(compare(*number, std::get<Decimal>(right.value)));
  }
  const Date* const left_date = std::get_if<Date>(&left.value);
  const Date* const right_date = std::get_if<Date>(&right.value);
  if (left_date != nullptr && right_date != nullptr) return settled(*left_date <=> *right_date);
  if (right_date != nullptr) return add(scope, OnCompare{order, *right_date});
  if (left_date != nullptr) return add(scope, OnCompare{mirrored(order), *left_date});
  if (std::holds_alternative<OnDate>(left.value)) return settled(std::strong_ordering::equal);
  if (!is_equality(order)) {
    return fault(at, scope,
                 not_ordered(scalar_text(left) + " is " + std::string(scalar_type(left)), order));
  }
  const bool equal = left.value.index() == 0
                         ? std::get<std::string>(left.value) == std::get<std::string>(right.value)
                         : std::get<bool>(left.value) == std::get<bool>(right.value);
  return add(scope, Constant{truth(equal == (order == Order::equal))});
}

Binder::Bound Binder::bind_what(const InSyntax& node, std::uint32_t at, const Scope& scope) {
  std::optional<Side> left = side(node.left, scope);
  std::optional<Side> right = side(node.right, scope);
  if (!left || !right) return std::nullopt;
  FieldValue* const field = std::get_if<FieldValue>(&*left);
  if (FamilyValue* const family = std::get_if<FamilyValue>(&*right)) {
    if (field == nullptr) {
      return fault(at, scope, "`in family(…)` asks a vendor, not a value");
    }
    return field_in_family(*field, std::move(*family), scope);
  }
  const ListValue* const list = std::get_if<ListValue>(&*right);
  if (list == nullptr) {
    return fault(at, scope,
                 "`in` needs a list in brackets: `in [\"…\", \"…\"]`; of a list field "
                 "ask `field has \"…\"`");
  }
  if (list->items.empty()) return fault(list->offset, scope, "a list may not be empty");
  if (field != nullptr) return field_in(*field, *list, scope);
  const Scalar* const value = std::get_if<Scalar>(&*left);
  if (value == nullptr) return fault(at, scope, "`in` asks one field, not a list");
  std::vector<NodeId> children;
  for (const Scalar& item : list->items) {
    const Bound child = compare_values(*value, Order::equal, item, at, scope);
    if (!child) return std::nullopt;
    children.push_back(*child);
  }
  return add(scope, AnyOf{std::move(children)});
}

Binder::Bound Binder::field_in(const FieldValue& field, const ListValue& list, const Scope& scope) {
  const ValueType type = type_of(field.path);
  TextIn texts;
  NumberIn numbers;
  DateIn dates;
  for (const Scalar& item : list.items) {
    if (!fits(field, item, scope)) return std::nullopt;
    note_vendor(field, item, scope);
    if (const UnsetValue* const unset = std::get_if<UnsetValue>(&item.value)) {
      return add(scope, Constant{Truth::unknown, unset->parameter});
    }
    if (const std::string* const text = std::get_if<std::string>(&item.value)) {
      texts.texts.push_back(*text);
    } else if (const Decimal* const number = std::get_if<Decimal>(&item.value)) {
      numbers.ranges.push_back(integers_where(Order::equal, *number, type.digits));
    } else if (const Date* const date = std::get_if<Date>(&item.value)) {
      dates.operands.emplace_back(*date);
    } else if (std::holds_alternative<OnDate>(item.value)) {
      dates.operands.emplace_back(OnDate{});
    }
  }
  switch (type.kind) {
    case ValueKind::number:
      return leaf(field, std::move(numbers), Order::equal, scope);
    case ValueKind::date:
      return leaf(field, std::move(dates), Order::equal, scope);
    case ValueKind::yes_no:
      return fault(list.offset, scope,
                   named(field) +
                       ": compare it with true or false, or let it "
                       "stand alone");
    default:
      break;
  }
  std::ranges::sort(texts.texts);
  texts.texts.erase(std::ranges::unique(texts.texts).begin(), texts.texts.end());
  return leaf(field, std::move(texts), Order::equal, scope);
}

Binder::Bound Binder::field_in_family(const FieldValue& field, FamilyValue family,
                                      const Scope& scope) {
  const ValueType type = type_of(field.path);
  if (type.kind != ValueKind::reference || type.target != estate::TableId::vendors) {
    return fault(field.offset, scope, "`in family(…)` asks a vendor; " + named(field));
  }
  return leaf(field, InFamily{std::move(family.heads)}, Order::equal, scope);
}

Binder::Bound Binder::bind_what(const HasSyntax& node, std::uint32_t at, const Scope& scope) {
  std::optional<Side> left = side(node.left, scope);
  std::optional<Side> right = side(node.right, scope);
  if (!left || !right) return std::nullopt;
  const FieldValue* const field = std::get_if<FieldValue>(&*left);
  if (field == nullptr) return fault(at, scope, "`has` asks a list field");
  if (!is_list(type_of(field->path).kind)) {
    return fault(field->offset, scope,
                 named(*field) + ", not a list: compare it with `==` or `in`");
  }
  const Scalar* const value = std::get_if<Scalar>(&*right);
  const std::string* const text =
      value != nullptr ? std::get_if<std::string>(&value->value) : nullptr;
  if (text == nullptr) {
    return fault(
        node.right.offset, scope,
        "`has` asks for one text: `" + field->text + " has \"…\"`; join several with `or`");
  }
  return leaf(*field, HasText{*text}, Order::equal, scope);
}

Binder::Bound Binder::bind_what(const HasAnySyntax& node, std::uint32_t at, const Scope& scope) {
  const NamePath* const path = std::get_if<NamePath>(&node.left.what);
  if (path == nullptr) return fault(at, scope, "`has any (…)` asks a list field");
  std::optional<FieldValue> field = field_side(*path, node.left.offset, scope);
  if (!field) return std::nullopt;
  const ValueType type = type_of(field->path);
  if (type.kind != ValueKind::references) {
    return fault(field->offset, scope, named(*field) + ": `has any (…)` needs a list of ids");
  }
  const Bound child = bind_node(node.child, scope.over(type.target));
  if (!child) return std::nullopt;
  return leaf(*field, HasAny{*child}, Order::equal, scope);
}

}  // namespace relook::decision
