// SPDX-License-Identifier: Apache-2.0
// The binder's calls: known, carries, sees, controls, near, at_place.

#include <algorithm>
#include <span>

#include "base/spelling.hpp"
#include "decision/binder.hpp"
#include "estate/functions.hpp"

namespace relook::decision {
namespace {

std::span<const std::string_view> words_of(Property property) {
  switch (property) {
    case Property::carries:
      return estate::kCarried;
    case Property::sees:
      return estate::kSeen;
    case Property::controls:
      return estate::kControlled;
  }
  return {};
}

}  // namespace

Binder::Bound Binder::bind_what(const CallSyntax& node, std::uint32_t at, const Scope& scope) {
  const NamePart& name = node.callee.parts.back();
  if (name.name == "known") return bind_known(node, at, scope);
  if (name.name == "carries" || name.name == "sees" || name.name == "controls") {
    return bind_property(node, at, scope);
  }
  if (name.name == "near" || name.name == "at_place") return bind_place(node, at, scope);
  if (name.name == "supply" || name.name == "dependency") {
    return fault(name.offset, scope, "write `any " + name.name + " (…)`");
  }
  return fault(name.offset, scope,
               "there is no call " + in_quotes(name.name) + did_you_mean(name.name, call_names()));
}

bool Binder::argument_count(const CallSyntax& node, std::uint32_t at, std::size_t count,
                            std::string_view usage, const Scope& scope) {
  if (node.arguments.size() == count) return true;
  fault(at, scope,
        "write `" + std::string(usage) + "`: " + std::to_string(count) +
            (count == 1 ? " argument" : " arguments") + ", not " +
            std::to_string(node.arguments.size()));
  return false;
}

std::optional<std::string> Binder::text_argument(const Operand& operand, std::string_view usage,
                                                 const Scope& scope) {
  const std::optional<Side> value = side(operand, scope);
  if (!value) return std::nullopt;
  const Scalar* const scalar = std::get_if<Scalar>(&*value);
  const std::string* const text =
      scalar != nullptr ? std::get_if<std::string>(&scalar->value) : nullptr;
  if (text == nullptr) {
    return fault(operand.offset, scope, "a text is needed here: `" + std::string(usage) + "`");
  }
  return *text;
}

// The row that a call is about, by the names before the call's own.
std::optional<Path> Binder::row_path(const CallSyntax& node, const Scope& scope) {
  std::expected<Path, PathFault> path = resolve_row(node.callee, scope.table);
  if (path) return std::move(*path);
  return fault(node.callee.parts[path.error().part].offset, scope, path.error().message);
}

Binder::Bound Binder::bind_known(const CallSyntax& node, std::uint32_t at, const Scope& scope) {
  constexpr std::string_view kUsage = "known(field)";
  if (known_ == KnownUse::forbidden) {
    return fault(at, scope,
                 "`known(…)` would reward ignorance here: it may stand only in `what` of "
                 "exclude, clear and freeze");
  }
  if (scope.nots % 2 == 0) {
    return fault(at, scope,
                 "`known(…)` would reward ignorance here: it may stand only under `not`, as in "
                 "`not known(vendor)`");
  }
  if (!argument_count(node, at, 1, kUsage, scope)) return std::nullopt;
  if (node.callee.parts.size() > 1) {
    return fault(at, scope,
                 "write `known(" +
                     path_text({{node.callee.parts.begin(), node.callee.parts.end() - 1}}) +
                     ".…)`");
  }
  const NamePath* const path = std::get_if<NamePath>(&node.arguments.front().what);
  if (path == nullptr) {
    return fault(node.arguments.front().offset, scope, "`known(…)` asks a field, not a value");
  }
  const std::optional<FieldValue> field = field_side(*path, node.arguments.front().offset, scope);
  if (!field) return std::nullopt;
  return leaf(*field, IsKnown{}, Order::equal, scope);
}

Binder::Bound Binder::bind_property(const CallSyntax& node, std::uint32_t at, const Scope& scope) {
  const std::string& name = node.callee.parts.back().name;
  const Property property = name == "carries" ? Property::carries
                            : name == "sees"  ? Property::sees
                                              : Property::controls;
  const std::span<const std::string_view> words = words_of(property);
  const std::string usage = name + "(\"" + std::string(words.front()) + "\")";
  if (!argument_count(node, at, 1, usage, scope)) return std::nullopt;
  std::optional<Path> path = row_path(node, scope);
  std::optional<std::string> word = text_argument(node.arguments.front(), usage, scope);
  if (!path || !word) return std::nullopt;
  if (path->end() != estate::TableId::elements) {
    return fault(at, scope,
                 "`" + name + "(…)` asks an element; here it is asked of " +
                     std::string(row_noun(path->end())));
  }
  if (std::ranges::find(words, *word) == words.end()) {
    return fault(node.arguments.front().offset, scope,
                 "`" + name + "(…)` takes " + type_text({.kind = ValueKind::word, .words = words}) +
                     "; found " + in_quotes(*word) + did_you_mean(*word, words));
  }
  path->field = FieldKind::column;
  path->column = estate::column::kElementFunction;
  const FieldValue field{at, std::move(*path), path_text(node.callee)};
  return leaf(field, HasProperty{property, std::move(*word)}, Order::equal, scope);
}

Binder::Bound Binder::bind_place(const CallSyntax& node, std::uint32_t at, const Scope& scope) {
  const bool own_radius = node.callee.parts.back().name == "at_place";
  const std::string_view usage = own_radius ? "at_place(\"kind\")" : "near(\"kind\", metres)";
  if (!argument_count(node, at, own_radius ? 1 : 2, usage, scope)) return std::nullopt;
  std::optional<Path> path = row_path(node, scope);
  std::optional<std::string> kind = text_argument(node.arguments.front(), usage, scope);
  if (!path || !kind) return std::nullopt;
  if (path->end() == estate::TableId::elements) {
    path->hops.push_back(estate::column::kElementSite);
  } else if (path->end() != estate::TableId::sites) {
    return fault(at, scope,
                 "`" + node.callee.parts.back().name +
                     "(…)` asks an element or a site; here it is asked of " +
                     std::string(row_noun(path->end())));
  }
  double metres = 0;
  if (!own_radius) {
    const Operand& operand = node.arguments.back();
    const std::optional<Side> value = side(operand, scope);
    if (!value) return std::nullopt;
    const Scalar* const scalar = std::get_if<Scalar>(&*value);
    const Decimal* const number =
        scalar != nullptr ? std::get_if<Decimal>(&scalar->value) : nullptr;
    if (number == nullptr || number->mantissa < 0) {
      return fault(operand.offset, scope,
                   "a number of metres is needed here: `near(\"kind\", "
                   "metres)`");
    }
    metres = static_cast<double>(number->mantissa);
    for (int i = 0; i < number->digits; ++i) metres /= 10;
  }
  const FieldValue field{at, std::move(*path), path_text(node.callee)};
  return leaf(field, NearPlace{std::move(*kind), own_radius, metres}, Order::equal, scope);
}

}  // namespace relook::decision
