// SPDX-License-Identifier: Apache-2.0
#include "decision/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/spelling.hpp"
#include "decision/keys.hpp"

namespace relook::decision {
namespace {

using codec::Tree;

constexpr std::string_view kTypes[] = {"bool",    "number", "date",    "share",
                                       "measure", "text",   "selector"};

// A parameter's type: the one it says, or the one its value has.
std::string type_of(const Tree& value) {
  if (value.as_bool() != nullptr) return "bool";
  if (value.as_date() != nullptr) return "date";
  if (value.as_integer() != nullptr || value.as_double() != nullptr) return "number";
  if (const std::string* text = value.as_string()) {
    if (parse_share(*text)) return "share";
    if (std::ranges::find(kMeasures, *text) != std::end(kMeasures)) return "measure";
  }
  return "text";
}

std::string value_text(const Tree& value) {
  if (const std::string* text = value.as_string()) return *text;
  if (const bool* yes = value.as_bool()) return *yes ? "true" : "false";
  if (const std::int64_t* number = value.as_integer()) return std::to_string(*number);
  if (const double* number = value.as_double()) return fmt::format("{}", *number);
  if (const Date* date = value.as_date()) return to_string(*date);
  std::string list;
  if (const auto* items = value.as_array()) {
    for (const Tree& item : *items) list += (list.empty() ? "" : ";") + value_text(item);
  }
  return list;
}

// A list as value_text writes it.
std::vector<std::string> list_of(const std::string& text) {
  std::vector<std::string> items;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    items.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return items;
}

struct Reader {
  const std::string& file;
  Vocabulary& vocabulary;
  Diagnostics& diagnostics;

  void fault(Position at, std::string message) const {
    diagnostics.error(file, at, std::move(message));
  }
  [[nodiscard]] std::optional<ParameterValue> typed(const std::string& type,
                                                    const std::string& text, Position at) const;
  void read(const codec::Member& member, const std::optional<std::string>& chosen,
            std::vector<Choice>& choices) const;
};

std::optional<ParameterValue> Reader::typed(const std::string& type, const std::string& text,
                                            Position at) const {
  if (type == "bool") {
    if (text == "true" || text == "false") return text == "true";
  } else if (type == "date") {
    if (const auto date = parse_date(text)) return *date;
  } else if (type == "number") {
    if (const auto number = read_decimal(text)) return *number;
  } else if (type == "share") {
    if (parse_share(text)) return text;
  } else if (type == "measure") {
    if (std::ranges::find(kMeasures, text) != std::end(kMeasures)) return text;
  } else if (type == "selector") {
    return SelectorText{text, {file, {at.line, at.column + 1}}};
  } else {
    return text;
  }
  fault(at, fmt::format("{} is not a {}", in_quotes(text), type));
  return std::nullopt;
}

void Reader::read(const codec::Member& member, const std::optional<std::string>& chosen,
                  std::vector<Choice>& choices) const {
  Choice choice{.name = member.name, .value = {}, .readings = {}, .why = {}};
  const Tree& tree = member.tree;
  const Tree* value = tree.as_object() == nullptr ? &tree : tree.find("default");
  std::string type = value != nullptr ? type_of(*value) : "";
  if (tree.as_object() != nullptr) {
    constexpr std::string_view kNames[] = {"type", "default", "readings", "why"};
    const Keys keys(tree, file, vocabulary, diagnostics);
    keys.allow(kNames, "a parameter");
    if (const auto word = keys.word("type", kTypes)) type = kTypes[*word];
    choice.why = keys.text("why");
    if (const Tree* readings = tree.find("readings")) {
      if (readings->as_array() == nullptr) fault(readings->at, "readings is a list of values");
      for (std::size_t i = 0; readings->as_array() != nullptr && i < readings->as_array()->size();
           ++i) {
        const Tree& reading = (*readings->as_array())[i];
        choice.readings.push_back(value_text(reading));
        (void)typed(type, choice.readings.back(), reading.at);
      }
    }
  }
  choice.chosen = chosen.has_value();
  std::optional<ParameterValue> held;
  if (chosen && value != nullptr && value->as_array() != nullptr) {
    choice.value = *chosen;
    held = list_of(*chosen);
  } else if (chosen) {
    choice.value = *chosen;
    held = typed(type, *chosen, member.at);
  } else if (value != nullptr && value->as_array() != nullptr) {
    std::vector<std::string> list;
    for (const Tree& item : *value->as_array()) list.push_back(value_text(item));
    choice.value = value_text(*value);
    held = list;
  } else if (value != nullptr) {
    choice.value = value_text(*value);
    held = typed(type, choice.value, value->at);
  } else if (type == "date") {
    choice.value = "not set";
    choice.unset = true;
    held = UnsetDate{};
  } else {
    fault(member.at, "a parameter needs a default; only a date may be left unset");
  }
  if (held) vocabulary.parameters.emplace(member.name, Parameter{*held, {file, member.at}});
  choices.push_back(std::move(choice));
}

}  // namespace

std::vector<Choice> read_parameters(const Tree& root, const std::string& file,
                                    const DecisionOptions& options, Vocabulary& vocabulary,
                                    Diagnostics& diagnostics) {
  std::vector<Choice> choices;
  const Tree* table = root.find("parameters");
  std::vector<std::string_view> names;
  if (table != nullptr && table->as_object() == nullptr) {
    diagnostics.error(file, table->at, "[parameters] is a table");
  } else if (table != nullptr) {
    const Reader reader{file, vocabulary, diagnostics};
    for (const codec::Member& member : *table->as_object()) {
      names.push_back(member.name);
      std::optional<std::string> chosen;
      for (const auto& [name, value] : options.set) {
        if (name == member.name) chosen = value;
      }
      reader.read(member, chosen, choices);
    }
  }
  for (const auto& [name, value] : options.set) {
    if (std::ranges::find(names, name) != names.end()) continue;
    diagnostics.error("--set", {},
                      fmt::format("the decision has no parameter {}{}", in_quotes(name),
                                  did_you_mean(name, names)));
  }
  return choices;
}

}  // namespace relook::decision
