// SPDX-License-Identifier: Apache-2.0
#include "decision/parameters_read.hpp"

#include <map>

#include "codec/toml.hpp"
#include "decision/lexer.hpp"

namespace relook::decision {
namespace {

using codec::Tree;
using Names = std::set<std::string>;

constexpr std::string_view kSelectorKeys[] = {"of", "what", "places", "demands", "among"};

// The names in a selector. What stands in quotes is no name.
void add_names(std::string_view selector, Names& names) {
  for (const Token& token : lex_selector(selector, {}).value) {
    if (token.kind == TokenKind::name) names.insert(token.text);
  }
}

// The names in every text of a value, whether or not it is a selector: too many do no harm.
void add_all_names(const Tree& tree, Names& names) {
  if (const std::string* text = tree.as_string()) add_names(*text, names);
  if (const auto* items = tree.as_array()) {
    for (const Tree& item : *items) add_all_names(item, names);
  }
}

// Where in a rule a parameter stands for a value: { parameter = "name" }, { after = "name" }.
void add_references(const Tree& tree, Names& names) {
  if (const auto* items = tree.as_array()) {
    for (const Tree& item : *items) add_references(item, names);
  }
  const auto* members = tree.as_object();
  if (members == nullptr) return;
  for (const codec::Member& member : *members) {
    const std::string* name = member.tree.as_string();
    const bool refers = member.name == "parameter" || member.name == "after";
    if (refers && name != nullptr) names.insert(*name);
    add_references(member.tree, names);
  }
}

// Terms and parameters with the names that their texts hold.
class Dictionary {
 public:
  Dictionary(const Tree& root, const DecisionOptions& options) {
    const auto add = [&](std::string_view table, const auto& visit) {
      const Tree* found = root.find(table);
      if (found == nullptr || found->as_object() == nullptr) return;
      for (const codec::Member& member : *found->as_object()) visit(member);
    };
    add("terms", [&](const codec::Member& term) { add_all_names(term.tree, holds_[term.name]); });
    add("parameters", [&](const codec::Member& parameter) {
      parameters_.insert(parameter.name);
      Names& names = holds_[parameter.name];
      // A parameter of one value is that value itself.
      if (parameter.tree.as_object() == nullptr) add_all_names(parameter.tree, names);
      for (const std::string_view key : {"default", "readings"}) {
        if (const Tree* value = parameter.tree.find(key)) add_all_names(*value, names);
      }
    });
    for (const auto& [name, value] : options.set) add_names(value, holds_[name]);
  }

  // The parameters that these names lead to.
  [[nodiscard]] Names parameters_behind(const Names& names) const {
    std::vector<std::string> open(names.begin(), names.end());
    Names seen = names;
    Names found;
    while (!open.empty()) {
      const std::string name = std::move(open.back());
      open.pop_back();
      if (parameters_.contains(name)) found.insert(name);
      const auto held = holds_.find(name);
      if (held == holds_.end()) continue;
      for (const std::string& next : held->second) {
        if (seen.insert(next).second) open.push_back(next);
      }
    }
    return found;
  }

 private:
  std::map<std::string, Names, std::less<>> holds_;
  Names parameters_;
};

void add_selector(const Tree& table, std::string_view key, Names& names) {
  if (const Tree* value = table.find(key)) add_all_names(*value, names);
}

}  // namespace

std::vector<Names> parameters_read(std::string_view bytes, const DecisionOptions& options) {
  std::vector<Names> out;
  const Read<Tree> root = codec::read_toml(bytes, "");
  const Tree* rules = root.value.find("rule");
  if (root.diagnostics.has_errors() || rules == nullptr || rules->as_array() == nullptr) return out;
  const Dictionary dictionary(root.value, options);
  Names of_all;
  if (const Tree* head = root.value.find("decision")) {
    add_selector(*head, "applies_to", of_all);
    add_references(*head, of_all);
  }
  for (const Tree& rule : *rules->as_array()) {
    Names names = of_all;
    add_references(rule, names);
    for (const std::string_view key : kSelectorKeys) add_selector(rule, key, names);
    out.push_back(dictionary.parameters_behind(names));
  }
  return out;
}

}  // namespace relook::decision
