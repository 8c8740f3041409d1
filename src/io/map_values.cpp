// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/spelling.hpp"
#include "io/map_reader.hpp"

namespace relook::io {
namespace {

using codec::Tree;

bool is_marker(std::string_view text, const std::vector<std::string>& markers) {
  return std::ranges::any_of(markers,
                             [&](const std::string& marker) { return trim(marker) == text; });
}

}  // namespace

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpaces[] = {" ", "\t", "\n", "\r", "\u00A0"};
  while (true) {
    const std::size_t before = text.size();
    for (const std::string_view space : kSpaces) {
      if (text.starts_with(space)) text.remove_prefix(space.size());
      if (text.ends_with(space)) text.remove_suffix(space.size());
    }
    if (text.size() == before) return text;
  }
}

std::string fold_spelling(std::string_view text) {
  std::string folded;
  for (const char c : trim(text)) {
    if (c == ' ' && folded.ends_with(' ')) continue;
    folded.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return folded;
}

const std::string* find_value(const ValueTable& table, std::string_view text) {
  if (const auto found = table.exact.find(text); found != table.exact.end()) {
    return &found->second;
  }
  const auto found = table.folded.find(fold_spelling(text));
  return found == table.folded.end() ? nullptr : &found->second;
}

Mark mark_of(std::string_view text, const Reading& reading) {
  if (is_marker(text, reading.unknown)) return Mark::unknown;
  if (is_marker(text, reading.none)) return Mark::none;
  if (is_marker(text, reading.past)) return Mark::past;
  // An empty cell says nothing even where the map forgot to list it.
  if (text.empty()) return Mark::unknown;
  return text == "-" || text == ".." ? Mark::ambiguous : Mark::value;
}

ValueTable read_value_table(const Tree& table, std::string_view name, std::string_view file,
                            Diagnostics& diagnostics) {
  ValueTable values;
  values.name = name;
  const Tree::Object* members = table.as_object();
  if (members == nullptr) {
    diagnostics.error(file, table.at, std::string(name) + " must be a table of spellings");
    return values;
  }
  for (const codec::Member& member : *members) {
    std::string value;
    if (const std::string* text = member.tree.as_string()) {
      value = *text;
    } else if (const Date* date = member.tree.as_date()) {
      value = to_string(*date);
    } else {
      diagnostics.error(file, member.tree.at, "what a spelling stands for is text in quotes");
      continue;
    }
    const auto [same, fresh] = values.folded.emplace(fold_spelling(member.name), value);
    if (!fresh && same->second != value) {
      diagnostics.error(file, member.at,
                        in_quotes(member.name) +
                            " differs from another spelling only in case "
                            "or spaces, and stands for something else");
    }
    values.exact.emplace(member.name, std::move(value));
  }
  return values;
}

void read_value_tables(Keys& keys, Map& map, ValueScope& scope) {
  const Tree* tables = keys.find("values");
  if (tables == nullptr) return;
  const Tree::Object* members = tables->as_object();
  if (members == nullptr) {
    keys.error(tables->at, "values is a table of tables: [values.vendors] and so on");
    return;
  }
  for (const codec::Member& member : *members) {
    scope[member.name] = map.values.size();
    map.values.push_back(
        read_value_table(member.tree, member.name, keys.file(), keys.diagnostics()));
  }
}

}  // namespace relook::io
