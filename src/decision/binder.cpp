// SPDX-License-Identifier: Apache-2.0
#include "decision/binder.hpp"

#include <algorithm>
#include <array>

#include "base/spelling.hpp"
#include "decision/lexer.hpp"

namespace relook::decision {
namespace {

// Levels of the tree after every term is expanded. Evaluation recurses over them.
constexpr std::size_t kBoundDepthMax = 500;

Selector unusable(Subject subject, std::string_view text) {
  Selector selector{.subject = subject, .text = std::string(text)};
  selector.root = selector.nodes.push_back({table_of(subject), Constant{Truth::unknown}});
  return selector;
}

}  // namespace

Read<Selector> Binder::bind(std::string_view text, const Origin& where, Subject subject) {
  Read<Syntax> syntax = parse_selector(text, where);
  if (syntax.diagnostics.has_errors()) {
    return {unusable(subject, text), std::move(syntax.diagnostics)};
  }
  const Source source{"", std::string(text), where, std::move(syntax.value)};
  const Bound root = bind_node(source.syntax.root, {&source, table_of(subject), 0, 0});
  if (!root || diagnostics_.has_errors()) {
    return {unusable(subject, text), std::move(diagnostics_)};
  }
  Selector selector{.subject = subject, .text = std::string(text)};
  selector.nodes = std::move(nodes_);
  selector.root = *root;
  selector.vendors = std::move(vendors_);
  return {std::move(selector), std::move(diagnostics_)};
}

std::nullopt_t Binder::fault(std::uint32_t offset, const Scope& scope, std::string message) {
  if (stopped_) return std::nullopt;
  const Source& source = *scope.source;
  if (!source.name.empty()) {
    message += " (in `" + source.name + "`, asked of " +
               std::string(estate::schema(scope.table).name) + ")";
  }
  Diagnostic diagnostic{source.where.file, position_at(source.text, source.where.at, offset),
                        Severity::error, std::move(message)};
  // A term that is used twice has each of its faults once.
  if (std::ranges::find(diagnostics_.kept(), diagnostic) == diagnostics_.kept().end()) {
    diagnostics_.error(diagnostic.file, diagnostic.at, diagnostic.message);
  }
  constexpr std::size_t kFaultsMax = 20;
  if (diagnostics_.error_count() >= kFaultsMax) stopped_ = true;
  return std::nullopt;
}

bool Binder::take_room(std::size_t count, const Scope& scope) {
  taken_ += count;
  if (taken_ <= kSelectorNodesMax) return true;
  fault(0, scope,
        "the selector is too large: at most " + std::to_string(kSelectorNodesMax) +
            " parts once its terms are expanded");
  stopped_ = true;
  return false;
}

Binder::Bound Binder::add(const Scope& scope, decltype(Node::what) what) {
  return nodes_.push_back({scope.table, std::move(what)});
}

Binder::Bound Binder::bind_node(SyntaxId id, const Scope& scope) {
  // Counted where it is looked at, not where a node is made: what is broken takes time too.
  if (stopped_ || !take_room(1, scope)) return std::nullopt;
  const SyntaxNode& node = scope.source->syntax.nodes[id];
  if (scope.depth > kBoundDepthMax) {
    fault(node.offset, scope,
          "nested too deep: at most " + std::to_string(kBoundDepthMax) +
              " levels once terms are expanded");
    stopped_ = true;
    return std::nullopt;
  }
  Scope inner = scope;
  ++inner.depth;
  return std::visit([&](const auto& what) { return bind_what(what, node.offset, inner); },
                    node.what);
}

Binder::Bound Binder::bind_what(const Broken&, std::uint32_t, const Scope&) { return std::nullopt; }

// Binds them all, so that each shows its faults.
std::optional<std::vector<NodeId>> Binder::bind_all(const std::vector<SyntaxId>& ids,
                                                    const Scope& scope) {
  std::vector<NodeId> children;
  for (const SyntaxId id : ids) {
    if (const Bound child = bind_node(id, scope)) children.push_back(*child);
  }
  if (children.size() != ids.size()) return std::nullopt;
  return children;
}

Binder::Bound Binder::bind_what(const OrSyntax& node, std::uint32_t, const Scope& scope) {
  std::optional<std::vector<NodeId>> children = bind_all(node.children, scope);
  if (!children) return std::nullopt;
  return add(scope, AnyOf{std::move(*children)});
}

Binder::Bound Binder::bind_what(const AndSyntax& node, std::uint32_t, const Scope& scope) {
  std::optional<std::vector<NodeId>> children = bind_all(node.children, scope);
  if (!children) return std::nullopt;
  return add(scope, AllOf{std::move(*children)});
}

Binder::Bound Binder::bind_what(const NotSyntax& node, std::uint32_t, const Scope& scope) {
  Scope inner = scope;
  ++inner.nots;
  const Bound child = bind_node(node.child, inner);
  if (!child) return std::nullopt;
  return add(scope, NotOf{*child});
}

Binder::Bound Binder::bind_what(const AloneSyntax& node, std::uint32_t at, const Scope& scope) {
  const NamePath* const path = std::get_if<NamePath>(&node.operand.what);
  if (path == nullptr) {
    return fault(at, scope, "a value alone asks nothing: compare a field with it");
  }
  if (path->parts.size() == 1) return bind_name(path->parts.front(), scope);
  const std::optional<FieldValue> field = field_side(*path, at, scope);
  if (!field) return std::nullopt;
  const ValueType type = type_of(field->path);
  if (type.kind != ValueKind::yes_no) {
    return fault(at, scope,
                 "`" + field->text + "` is " + type_text(type) +
                     ": alone it asks nothing, compare it with something");
  }
  return leaf(*field, IsYes{}, Order::equal, scope);
}

// A name that stands alone: a truth, a term, a parameter, or a field that is yes or no.
Binder::Bound Binder::bind_name(const NamePart& name, const Scope& scope) {
  if (name.name == "true") return add(scope, Constant{Truth::yes});
  if (name.name == "false") return add(scope, Constant{Truth::no});
  if (name.name == "on") {
    return fault(name.offset, scope,
                 "`on` is the date asked about: compare it with a date, `on >= 2020-01-28`");
  }
  if (const auto term = vocabulary_.terms.find(name.name); term != vocabulary_.terms.end()) {
    return expand(name, term->second.text, term->second.where, scope);
  }
  const auto parameter = vocabulary_.parameters.find(name.name);
  if (parameter != vocabulary_.parameters.end()) {
    const ParameterValue& value = parameter->second.value;
    if (const bool* const said = std::get_if<bool>(&value)) {
      return add(scope, Constant{truth(*said)});
    }
    if (const SelectorText* const selector = std::get_if<SelectorText>(&value)) {
      return expand(name, selector->text, selector->where, scope);
    }
    return fault(name.offset, scope,
                 "the parameter `" + name.name +
                     "` is a value: alone it asks nothing, compare a field "
                     "with it");
  }
  const std::optional<FieldValue> field = field_side(NamePath{{name}}, name.offset, scope);
  if (!field) return std::nullopt;
  const ValueType type = type_of(field->path);
  if (type.kind == ValueKind::yes_no) return leaf(*field, IsYes{}, Order::equal, scope);
  return fault(name.offset, scope,
               "`" + name.name + "` is " + type_text(type) +
                   ": alone it asks nothing, compare it with something");
}

Binder::Bound Binder::expand(const NamePart& name, const std::string& text, const Origin& where,
                             const Scope& scope) {
  if (std::ranges::find(expanding_, name.name) != expanding_.end()) {
    std::string circle;
    for (auto it = std::ranges::find(expanding_, name.name); it != expanding_.end(); ++it) {
      circle += *it + " uses ";
    }
    return fault(name.offset, scope, "terms go round in a circle: " + circle + name.name);
  }
  const Source* const source = source_of(name.name, text, where);
  if (source == nullptr) return std::nullopt;
  expanding_.push_back(name.name);
  Scope inner = scope;
  inner.source = source;
  const Bound bound = bind_node(source->syntax.root, inner);
  expanding_.pop_back();
  return bound;
}

// Parses the term's text when it is first used; nothing where it cannot be parsed.
const Binder::Source* Binder::source_of(const std::string& name, const std::string& text,
                                        const Origin& where) {
  if (const auto known = sources_.find(name); known != sources_.end()) {
    return known->second.syntax.nodes.size() > 0 ? &known->second : nullptr;
  }
  Read<Syntax> syntax = parse_selector(text, where);
  const bool usable = !syntax.diagnostics.has_errors();
  diagnostics_.append(std::move(syntax.diagnostics));
  Source source{name, text, where, usable ? std::move(syntax.value) : Syntax{}};
  const Source& kept = sources_.emplace(name, std::move(source)).first->second;
  return usable ? &kept : nullptr;
}

bool Binder::asks_element(std::string_view what, std::uint32_t at, const Scope& scope) {
  if (scope.table == estate::TableId::elements) return true;
  fault(at, scope,
        "`" + std::string(what) + "` asks an element; here it is asked of " +
            std::string(row_noun(scope.table)));
  return false;
}

Binder::Bound Binder::bind_what(const AnySupplySyntax& node, std::uint32_t at, const Scope& scope) {
  if (!asks_element("any supply (…)", at, scope)) return std::nullopt;
  const Bound child = bind_node(node.child, scope.over(estate::TableId::supplies));
  if (!child) return std::nullopt;
  return add(scope, AnySupply{*child});
}

Binder::Bound Binder::bind_what(const AnyDependencySyntax& node, std::uint32_t at,
                                const Scope& scope) {
  if (!asks_element("any dependency (…)", at, scope)) return std::nullopt;
  const std::optional<std::uint32_t> kind = dependency_kind(node.kind, scope);
  const Bound child = node.child ? bind_node(*node.child, scope) : add(scope, Constant{Truth::yes});
  if (!kind || !child) return std::nullopt;
  return add(scope, AnyDependency{*kind, *child});
}

std::optional<std::uint32_t> Binder::dependency_kind(const Operand& operand, const Scope& scope) {
  const NamePath* const path = std::get_if<NamePath>(&operand.what);
  if (path != nullptr && path_text(*path) == "any") return AnyDependency::kAnyKind;
  const std::optional<std::string> word =
      text_argument(operand, "any dependency (\"hosted-on\", …)", scope);
  if (!word) return std::nullopt;
  const auto* const found = std::ranges::find(estate::kDependencyKinds, *word);
  if (found == std::end(estate::kDependencyKinds)) {
    return fault(operand.offset, scope,
                 "no kind of dependency is called " + in_quotes(*word) +
                     did_you_mean(*word, estate::kDependencyKinds));
  }
  return static_cast<std::uint32_t>(found - std::begin(estate::kDependencyKinds));
}

Binder::Bound Binder::bind_what(const BetweenSyntax& node, std::uint32_t at, const Scope& scope) {
  if (scope.table != estate::TableId::links) {
    return fault(
        at, scope,
        "`between(…)` asks a link; here it is asked of " + std::string(row_noun(scope.table)));
  }
  const Scope elements = scope.over(estate::TableId::elements);
  const Bound one = bind_node(node.one, elements);
  const Bound other = bind_node(node.other, elements);
  if (!one || !other) return std::nullopt;
  return add(scope, Between{*one, *other});
}

}  // namespace relook::decision
