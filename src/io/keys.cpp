// SPDX-License-Identifier: Apache-2.0
#include "io/keys.hpp"

#include <algorithm>

#include "base/spelling.hpp"
#include "estate/schema.hpp"

namespace relook::io {

using codec::Tree;

namespace {

// Whether some table of an estate has a column of that name.
bool is_column(std::string_view name) {
  return std::ranges::any_of(estate::schema(), [&](const estate::TableSchema& table) {
    return estate::find_column(table, name).has_value();
  });
}

}  // namespace

Keys::Keys(const Tree& table, std::string_view what, std::string_view file,
           Diagnostics& diagnostics)
    : table_(table), what_(what), file_(file), diagnostics_(diagnostics) {
  if (table_.as_object() == nullptr) {
    error(table_.at, what_ + " must be a table, not " + std::string(kind_name(table_)));
  }
}

void Keys::error(Position at, std::string message) {
  diagnostics_.error(file_, at, std::move(message));
}

const Tree* Keys::find(std::string_view name) {
  asked_.push_back(name);
  return table_.find(name);
}

std::optional<std::string> Keys::text(std::string_view name) {
  const Tree* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (const std::string* text = value->as_string()) return *text;
  error(value->at,
        std::string(name) + " must be text in quotes, not " + std::string(kind_name(*value)));
  return std::nullopt;
}

std::optional<bool> Keys::flag(std::string_view name) {
  const Tree* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (const bool* flag = value->as_bool()) return *flag;
  error(value->at,
        std::string(name) + " must be true or false, not " + std::string(kind_name(*value)));
  return std::nullopt;
}

std::optional<std::int64_t> Keys::integer(std::string_view name) {
  const Tree* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (const std::int64_t* integer = value->as_integer(); integer != nullptr && *integer >= 0) {
    return *integer;
  }
  error(value->at,
        std::string(name) + " must be a whole number, not " + std::string(kind_name(*value)));
  return std::nullopt;
}

std::span<const Tree> Keys::list(std::string_view name) {
  const Tree* value = find(name);
  if (value == nullptr) return {};
  if (const Tree::Array* elements = value->as_array()) return *elements;
  return {value, 1};
}

std::optional<std::vector<MapWord>> Keys::words(std::string_view name) {
  if (find(name) == nullptr) return std::nullopt;
  std::vector<MapWord> words;
  for (const Tree& element : list(name)) {
    if (const std::string* text = element.as_string()) {
      words.push_back({*text, element.at});
    } else {
      error(element.at, std::string(name) + " must be text in quotes or a list of such, not " +
                            std::string(kind_name(element)));
    }
  }
  return words;
}

std::optional<std::vector<std::string>> Keys::texts(std::string_view name) {
  const auto found = words(name);
  if (!found) return std::nullopt;
  std::vector<std::string> texts;
  for (const MapWord& word : *found) texts.push_back(word.text);
  return texts;
}

void Keys::finish(std::span<const std::string_view> others) {
  const Tree::Object* members = table_.as_object();
  if (members == nullptr) return;
  std::vector<std::string_view> known = asked_;
  known.insert(known.end(), others.begin(), others.end());
  for (const codec::Member& member : *members) {
    if (std::ranges::find(known, std::string_view(member.name)) != known.end()) continue;
    const bool cell = what_ == "[[source]]" && is_column(member.name);
    error(member.at, what_ + " has no key " + in_quotes(member.name) +
                         (cell ? "; a cell belongs under a [[source.row]]"
                               : did_you_mean(member.name, known)));
  }
}

std::optional<std::size_t> find_word(const MapWord& word, std::span<const std::string_view> words,
                                     std::string_view what, std::string_view file,
                                     Diagnostics& diagnostics) {
  const auto found = std::ranges::find(words, std::string_view(word.text));
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  std::string list;
  if (words.size() <= 6) {
    for (const std::string_view known : words) {
      list += list.empty() ? "; there are " : ", ";
      list += known;
    }
  }
  diagnostics.error(file, word.at,
                    "no " + std::string(what) + " " + in_quotes(word.text) +
                        did_you_mean(word.text, words) + list);
  return std::nullopt;
}

}  // namespace relook::io
