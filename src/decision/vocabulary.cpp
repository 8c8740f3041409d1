// SPDX-License-Identifier: Apache-2.0
#include "decision/vocabulary.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "base/spelling.hpp"
#include "decision/field.hpp"
#include "decision/lexer.hpp"
#include "decision/parser.hpp"

namespace relook::decision {
namespace {

using NamesUsed = std::map<std::string, std::vector<NamePart>, std::less<>>;

// The names that stand alone in a text: those that may be terms or parameters.
std::vector<NamePart> names_alone(const Syntax& syntax) {
  std::vector<NamePart> names;
  for (const SyntaxNode& node : syntax.nodes.values()) {
    const AloneSyntax* const alone = std::get_if<AloneSyntax>(&node.what);
    if (alone == nullptr) continue;
    const NamePath* const path = std::get_if<NamePath>(&alone->operand.what);
    if (path != nullptr && path->parts.size() == 1) names.push_back(path->parts.front());
  }
  return names;
}

std::string name_fault(std::string_view name) {
  const std::string quoted = in_quotes(name);
  if (!is_name(name)) {
    return quoted + " is no name: lower-case letters, digits, `-` and `_`, a letter first";
  }
  if (is_language_word(name)) return quoted + " is a word of the language: choose another name";
  if (is_field_name(name)) return quoted + " is a field: choose another name";
  return {};
}

// Follows the uses from one name; reports the first circle that leads back to it.
class CircleFinder {
 public:
  explicit CircleFinder(const NamesUsed& uses) : uses_(uses) {}

  // "a uses b uses a", or nothing. Iterative: a decision may hold many terms.
  std::string circle_from(const std::string& start) const {
    std::map<std::string, std::string, std::less<>> reached_from;
    std::vector<std::string> open{start};
    while (!open.empty()) {
      const std::string name = open.back();
      open.pop_back();
      const auto found = uses_.find(name);
      if (found == uses_.end()) continue;
      for (const NamePart& used : found->second) {
        if (used.name == start) return written(reached_from, start, name);
        if (reached_from.emplace(used.name, name).second) open.push_back(used.name);
      }
    }
    return {};
  }

 private:
  static std::string written(const std::map<std::string, std::string, std::less<>>& reached_from,
                             const std::string& start, std::string last) {
    std::string text = start;
    for (; last != start; last = reached_from.at(last)) text.insert(0, last + " uses ");
    return start + " uses " + text;
  }

  const NamesUsed& uses_;
};

}  // namespace

Diagnostics check_vocabulary(const Vocabulary& vocabulary) {
  Diagnostics diagnostics;
  NamesUsed uses;
  const auto parse = [&](const std::string& name, const std::string& text, const Origin& where) {
    Read<Syntax> syntax = parse_selector(text, where);
    if (!syntax.diagnostics.has_errors()) uses.emplace(name, names_alone(syntax.value));
    diagnostics.append(std::move(syntax.diagnostics));
  };
  for (const auto& [name, term] : vocabulary.terms) {
    const std::string fault = name_fault(name);
    if (!fault.empty()) diagnostics.error(term.where.file, term.named, fault);
    if (vocabulary.parameters.contains(name)) {
      diagnostics.error(term.where.file, term.named,
                        in_quotes(name) + " is a term and a parameter: rename one of them");
    }
    parse(name, term.text, term.where);
  }
  for (const auto& [name, parameter] : vocabulary.parameters) {
    const std::string fault = name_fault(name);
    if (!fault.empty()) diagnostics.error(parameter.where.file, parameter.where.at, fault);
    if (const SelectorText* const selector = std::get_if<SelectorText>(&parameter.value)) {
      parse(name, selector->text, selector->where);
    }
  }
  const CircleFinder circles(uses);
  for (const auto& [name, term] : vocabulary.terms) {
    const std::string circle = circles.circle_from(name);
    if (!circle.empty()) {
      diagnostics.error(term.where.file, term.named, "terms go round in a circle: " + circle);
    }
  }
  return diagnostics;
}

}  // namespace relook::decision
