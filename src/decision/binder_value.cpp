// SPDX-License-Identifier: Apache-2.0
// The binder's operands: what a name or a literal at a side of a comparison stands for.

#include <algorithm>

#include "base/spelling.hpp"
#include "decision/binder.hpp"

namespace relook::decision {

std::string scalar_text(const Scalar& value) {
  struct Writer {
    std::string operator()(const std::string& text) const { return in_quotes(text); }
    std::string operator()(const Decimal& number) const { return decimal_text(number); }
    std::string operator()(Date date) const { return to_string(date); }
    std::string operator()(OnDate) const { return "`on`"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(const UnsetValue& unset) const { return "`" + unset.parameter + "`"; }
  };
  return std::visit(Writer{}, value.value);
}

std::string_view scalar_type(const Scalar& value) {
  struct Namer {
    std::string_view operator()(const std::string&) const { return "text"; }
    std::string_view operator()(const Decimal&) const { return "a number"; }
    std::string_view operator()(Date) const { return "a date"; }
    std::string_view operator()(OnDate) const { return "a date"; }
    std::string_view operator()(bool) const { return "true or false"; }
    std::string_view operator()(const UnsetValue&) const { return "a date"; }
  };
  return std::visit(Namer{}, value.value);
}

std::optional<Side> Binder::side(const Operand& operand, const Scope& scope) {
  const std::uint32_t at = operand.offset;
  struct Resolver {
    Binder& binder;
    std::uint32_t at;
    const Scope& scope;

    std::optional<Side> operator()(const NamePath& path) const {
      return binder.named_side(path, at, scope);
    }
    std::optional<Side> operator()(const TextLiteral& text) const { return Scalar{at, text.text}; }
    std::optional<Side> operator()(const NumberLiteral& number) const {
      return Scalar{at, number.number};
    }
    std::optional<Side> operator()(const DateLiteral& date) const { return Scalar{at, date.date}; }
    std::optional<Side> operator()(const ListLiteral& list) const {
      return binder.list_side(list, at, scope);
    }
    std::optional<Side> operator()(const FamilyOf& family) const {
      return binder.family_side(family, at, scope);
    }
  };
  return std::visit(Resolver{*this, at, scope}, operand.what);
}

std::optional<Side> Binder::named_side(const NamePath& path, std::uint32_t at, const Scope& scope) {
  if (path.parts.size() == 1) {
    const std::string& name = path.parts.front().name;
    if (name == "true" || name == "false") return Scalar{at, name == "true"};
    if (name == "on") return Scalar{at, OnDate{}};
    const auto parameter = vocabulary_.parameters.find(name);
    if (parameter != vocabulary_.parameters.end()) {
      return parameter_side(name, parameter->second.value, at, scope);
    }
    if (vocabulary_.terms.contains(name)) {
      return fault(at, scope,
                   "the term `" + name +
                       "` is a selector: it stands alone, not in a "
                       "comparison");
    }
  }
  std::optional<FieldValue> field = field_side(path, at, scope);
  if (!field) return std::nullopt;
  return std::move(*field);
}

std::optional<Side> Binder::parameter_side(const std::string& name, const ParameterValue& value,
                                           std::uint32_t at, const Scope& scope) {
  struct Resolver {
    Binder& binder;
    const std::string& name;
    std::uint32_t at;
    const Scope& scope;

    std::optional<Side> operator()(bool said) const { return Scalar{at, said}; }
    std::optional<Side> operator()(const Decimal& number) const { return Scalar{at, number}; }
    std::optional<Side> operator()(Date date) const { return Scalar{at, date}; }
    std::optional<Side> operator()(UnsetDate) const { return Scalar{at, UnsetValue{name}}; }
    std::optional<Side> operator()(const std::string& text) const { return Scalar{at, text}; }
    std::optional<Side> operator()(const std::vector<std::string>& texts) const {
      if (!binder.take_room(texts.size(), scope)) return std::nullopt;
      ListValue list{at, {}};
      for (const std::string& text : texts) list.items.push_back({at, text});
      return list;
    }
    std::optional<Side> operator()(const SelectorText&) const {
      return binder.fault(
          at, scope,
          "the parameter `" + name + "` is a selector: it stands alone, not in a comparison");
    }
  };
  return std::visit(Resolver{*this, name, at, scope}, value);
}

std::optional<Side> Binder::list_side(const ListLiteral& list, std::uint32_t at,
                                      const Scope& scope) {
  if (list.items.empty()) return fault(at, scope, "a list may not be empty");
  if (!take_room(list.items.size(), scope)) return std::nullopt;
  ListValue values{at, {}};
  for (const Operand& item : list.items) {
    const std::optional<Side> value = side(item, scope);
    if (!value) return std::nullopt;
    const Scalar* const scalar = std::get_if<Scalar>(&*value);
    if (scalar == nullptr) {
      return fault(item.offset, scope, "a list holds values, not fields or lists");
    }
    values.items.push_back(*scalar);
    if (scalar_type(*scalar) != scalar_type(values.items.front())) {
      return fault(item.offset, scope,
                   "a list holds values of one type: " + scalar_text(values.items.front()) +
                       " is " + std::string(scalar_type(values.items.front())) + ", " +
                       scalar_text(*scalar) + " is " + std::string(scalar_type(*scalar)));
    }
  }
  return values;
}

std::optional<Side> Binder::family_side(const FamilyOf& family, std::uint32_t at,
                                        const Scope& scope) {
  constexpr std::string_view kUsage = "`family(\"huawei\")` or `family([\"huawei\", \"zte\"])`";
  if (family.arguments.size() != 1) {
    return fault(at, scope, "write " + std::string(kUsage));
  }
  const std::optional<Side> argument = side(family.arguments.front(), scope);
  if (!argument) return std::nullopt;
  FamilyValue value{at, {}};
  std::vector<Scalar> heads;
  if (const Scalar* const one = std::get_if<Scalar>(&*argument)) heads.push_back(*one);
  if (const ListValue* const list = std::get_if<ListValue>(&*argument)) heads = list->items;
  for (const Scalar& head : heads) {
    const std::string* const name = std::get_if<std::string>(&head.value);
    if (name == nullptr) {
      return fault(head.offset, scope,
                   "a family is named by a vendor's id in double quotes, " + scalar_text(head) +
                       " is " + std::string(scalar_type(head)));
    }
    value.heads.push_back(*name);
    note_vendor(*name, head.offset, scope);
  }
  if (value.heads.empty()) return fault(at, scope, "write " + std::string(kUsage));
  std::ranges::sort(value.heads);
  value.heads.erase(std::ranges::unique(value.heads).begin(), value.heads.end());
  return value;
}

std::optional<FieldValue> Binder::field_side(const NamePath& path, std::uint32_t at,
                                             const Scope& scope) {
  std::vector<std::string_view> names;
  names.reserve(vocabulary_.terms.size() + vocabulary_.parameters.size());
  for (const auto& [name, term] : vocabulary_.terms) names.push_back(name);
  for (const auto& [name, parameter] : vocabulary_.parameters) names.push_back(name);
  const bool alone = path.parts.size() == 1;
  std::expected<Path, PathFault> found = resolve_path(
      path, scope.table,
      alone ? std::span<const std::string_view>(names) : std::span<const std::string_view>());
  if (found) return FieldValue{at, std::move(*found), path_text(path)};
  const std::size_t part = std::min(found.error().part, path.parts.size() - 1);
  return fault(path.parts[part].offset, scope, found.error().message);
}

}  // namespace relook::decision
