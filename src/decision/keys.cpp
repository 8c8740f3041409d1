// SPDX-License-Identifier: Apache-2.0
#include "decision/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/spelling.hpp"

namespace relook::decision {

using codec::Tree;

Keys::Keys(const Tree& table, std::string file, const Vocabulary& vocabulary,
           Diagnostics& diagnostics)
    : table_(table), file_(std::move(file)), vocabulary_(vocabulary), diagnostics_(diagnostics) {}

void Keys::fault(Position at, std::string message) const {
  diagnostics_.error(file_, at, std::move(message));
}

void Keys::allow(std::span<const std::string_view> names, std::string_view what) const {
  for (const codec::Member& member : *table_.as_object()) {
    if (std::ranges::find(names, member.name) != names.end()) continue;
    fault(member.at, fmt::format("{} has no key {}{}", what, in_quotes(member.name),
                                 did_you_mean(member.name, names)));
  }
}

const Tree* Keys::find(std::string_view key) const { return table_.find(key); }

const Parameter* Keys::parameter(const Tree& tree, std::string* name) const {
  const Tree* named = tree.find("parameter");
  if (named == nullptr || named->as_string() == nullptr) return nullptr;
  const auto found = vocabulary_.parameters.find(*named->as_string());
  if (found == vocabulary_.parameters.end()) {
    std::vector<std::string_view> names;
    names.reserve(vocabulary_.parameters.size());
    for (const auto& [known, value] : vocabulary_.parameters) names.push_back(known);
    fault(named->at, "there is no parameter " + in_quotes(*named->as_string()) +
                         did_you_mean(*named->as_string(), names));
    return nullptr;
  }
  if (name != nullptr) *name = found->first;
  return &found->second;
}

std::optional<Keys::Given> Keys::given(std::string_view key) const {
  const Tree* tree = find(key);
  if (tree == nullptr) return std::nullopt;
  if (const std::string* literal = tree->as_string()) {
    return Given{*literal, {file_, {tree->at.line, tree->at.column + 1}}};
  }
  if (const Parameter* value = parameter(*tree, nullptr)) {
    if (const auto* words = std::get_if<std::string>(&value->value)) {
      return Given{*words, value->where};
    }
    if (const auto* selector = std::get_if<SelectorText>(&value->value)) {
      return Given{selector->text, selector->where};
    }
    fault(tree->at, fmt::format("{} needs text; this parameter is none", key));
  } else if (tree->find("parameter") == nullptr) {
    fault(tree->at, fmt::format("{} is text in quotes or {{ parameter = \"name\" }}, not {}", key,
                                codec::kind_name(*tree)));
  }
  return std::nullopt;
}

std::string Keys::text(std::string_view key) const {
  const auto found = given(key);
  return found ? found->text : std::string();
}

std::string Keys::required_text(std::string_view key) const {
  if (find(key) == nullptr) fault(table_.at, fmt::format("the key '{}' is missing", key));
  return text(key);
}

std::optional<std::uint32_t> Keys::word(std::string_view key,
                                        std::span<const std::string_view> words) const {
  const auto found = given(key);
  if (!found) return std::nullopt;
  const auto place = std::ranges::find(words, found->text);
  if (place != words.end()) return static_cast<std::uint32_t>(place - words.begin());
  std::string list;
  for (const std::string_view word : words) list += (list.empty() ? "" : ", ") + std::string(word);
  fault(find(key)->at, fmt::format("{} is one of {}, not {}{}", key, list, in_quotes(found->text),
                                   did_you_mean(found->text, words)));
  return std::nullopt;
}

std::optional<std::int64_t> Keys::decimal(std::string_view key, int digits) const {
  const Tree* tree = find(key);
  if (tree == nullptr) return std::nullopt;
  std::string text;
  if (const std::int64_t* whole = tree->as_integer()) text = std::to_string(*whole);
  if (const std::string* written = tree->as_string()) text = *written;
  if (const double* number = tree->as_double()) text = fmt::format("{}", *number);
  if (const Parameter* value = parameter(*tree, nullptr)) {
    if (const auto* number = std::get_if<Decimal>(&value->value)) text = decimal_text(*number);
  }
  const auto value = parse_decimal(text, digits);
  if (value && *value >= 0) return *value;
  fault(tree->at, fmt::format("{} is a number of at most {} decimals, not negative", key, digits));
  return std::nullopt;
}

std::optional<std::int64_t> Keys::integer(std::string_view key, std::int64_t min,
                                          std::int64_t max) const {
  const auto value = decimal(key, 0);
  if (value && (*value < min || *value > max)) {
    fault(find(key)->at, fmt::format("{} is between {} and {}", key, min, max));
    return std::nullopt;
  }
  return value;
}

std::optional<Share> Keys::share(std::string_view key) const {
  const auto found = given(key);
  if (!found) return std::nullopt;
  const auto share = parse_share(found->text);
  if (!share) {
    fault(find(key)->at,
          fmt::format("{} is a share such as \"35%\" or \"7/20\", at most one", key));
  }
  return share;
}

std::optional<Day> Keys::day(std::string_view key) const {
  const Tree* tree = find(key);
  return tree == nullptr ? std::nullopt : day_from(*tree);
}

std::optional<Day> Keys::day_of_parameter(const std::string& name, Position at,
                                          std::int32_t months) const {
  const auto found = vocabulary_.parameters.find(name);
  if (found != vocabulary_.parameters.end()) {
    if (const auto* date = std::get_if<Date>(&found->second.value)) {
      return Day{add_months(*date, months), {}};
    }
    if (std::holds_alternative<UnsetDate>(found->second.value)) return Day{std::nullopt, name};
  }
  std::vector<std::string_view> names;
  names.reserve(vocabulary_.parameters.size());
  for (const auto& [known, value] : vocabulary_.parameters) names.push_back(known);
  fault(at, "there is no date parameter " + in_quotes(name) + did_you_mean(name, names));
  return std::nullopt;
}

void Keys::read_operators(const Tree& tree, Day& day) const {
  const auto* operators = tree.as_object();
  if (operators == nullptr) {
    fault(tree.at, "operator = { \"id\" = YYYY-MM-DD, … } is expected");
    return;
  }
  for (const codec::Member& member : *operators) {
    if (member.tree.as_date() != nullptr) {
      day.by_operator.emplace(member.name, *member.tree.as_date());
    } else {
      fault(member.tree.at, "a date without quotes is expected, such as 2020-01-28");
    }
  }
}

std::optional<Day> Keys::day_from(const Tree& tree) const {
  if (const Date* date = tree.as_date()) return Day{*date, {}};
  if (tree.as_object() == nullptr) {
    fault(tree.at, "a date without quotes is expected, such as 2020-01-28");
    return std::nullopt;
  }
  constexpr std::string_view kNames[] = {"parameter", "after", "months", "default", "operator"};
  Keys(tree, file_, vocabulary_, diagnostics_).allow(kNames, "a date");
  const Tree* after = tree.find("after");
  const Tree* named = after != nullptr ? after : tree.find("parameter");
  if (named != nullptr && named->as_string() != nullptr) {
    const Tree* months = tree.find("months");
    const std::int64_t count =
        months != nullptr && months->as_integer() != nullptr ? *months->as_integer() : 0;
    if (count < -1200 || count > 1200) fault(months->at, "at most 1200 months");
    return day_of_parameter(
        *named->as_string(), named->at,
        static_cast<std::int32_t>(std::clamp<std::int64_t>(count, -1200, 1200)));
  }
  Day day;
  if (const Tree* usual = tree.find("default")) {
    const auto read = day_from(*usual);
    if (!read) return std::nullopt;
    day = *read;
  }
  if (const Tree* operators = tree.find("operator")) read_operators(*operators, day);
  if (!day.date && day.unset.empty() && day.by_operator.empty()) {
    fault(tree.at,
          "a date is expected: { after = \"parameter\", months = 36 } or "
          "{ default = 2020-01-28, operator = { \"id\" = 2021-01-28 } }");
    return std::nullopt;
  }
  return day;
}

std::optional<Selector> Keys::selector(std::string_view key, Subject subject,
                                       KnownUse known) const {
  const auto found = given(key);
  if (!found) return std::nullopt;
  Read<Selector> read = compile_selector(found->text, found->where, subject, vocabulary_, known);
  const bool good = !read.diagnostics.has_errors();
  diagnostics_.append(std::move(read.diagnostics));
  if (!good) return std::nullopt;
  return std::move(read.value);
}

}  // namespace relook::decision
