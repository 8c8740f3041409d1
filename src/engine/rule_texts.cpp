// SPDX-License-Identifier: Apache-2.0
#include "engine/rule_texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/quantity.hpp"
#include "decision/lexer.hpp"

namespace relook::engine {
namespace {

using decision::Rule;

std::string day_text(const decision::Day& day) {
  std::string text = day.date ? to_string(*day.date) : "";
  if (!day.unset.empty()) text = fmt::format("not known: the parameter {} is not set", day.unset);
  for (const auto& [id, date] : day.by_operator) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", id, to_string(date));
  }
  return text;
}

std::string decimal_text(std::int64_t value, decision::Measure measure) {
  const auto column = decision::column_of(measure);
  return format_decimal(value, column ? estate::schema(*column).digits : 0);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> rule_keys(const Rule& rule) {
  std::vector<std::pair<std::string, std::string>> keys;
  const auto add = [&](std::string_view key, std::string text) {
    if (!text.empty()) keys.emplace_back(key, std::move(text));
  };
  const auto add_selector = [&](std::string_view key, const auto& selector) {
    if (selector) add(key, selector->text);
  };
  const auto add_share = [&](std::string_view key, const std::optional<Share>& share) {
    if (share) add(key, to_string(*share));
  };
  const auto add_day = [&](std::string_view key, const std::optional<decision::Day>& day) {
    if (day) add(key, day_text(*day));
  };
  const auto add_number = [&](std::string_view key, const std::optional<std::int64_t>& number) {
    if (number) add(key, std::to_string(*number));
  };
  add("title", rule.title);
  add("clause", rule.clause);
  add("kind", std::string(decision::kRuleKinds[static_cast<std::size_t>(rule.kind)]));
  add("over", std::string(estate::schema(decision::table_of(rule.over)).name));
  add_selector("of", rule.of);
  add_selector("what", rule.what);
  add_selector("among", rule.among);
  add_selector("places", rule.places);
  add_selector("demands", rule.demands);
  const bool shares = rule.kind == decision::RuleKind::cap ||
                      rule.kind == decision::RuleKind::diversify ||
                      rule.kind == decision::RuleKind::withstand;
  if (shares)
    add("measure", std::string(decision::kMeasures[static_cast<std::size_t>(rule.measure)]));
  add("measure_basis", rule.measure_basis);
  add_share("limit", rule.limit);
  add_share(rule.kind == decision::RuleKind::withstand   ? "keep"
            : rule.kind == decision::RuleKind::diversify ? "hhi"
                                                         : "share",
            rule.share);
  std::string per;
  for (const decision::GroupKey& key : rule.per) per += (per.empty() ? "" : ", ") + key.text;
  add("per", per);
  add_day("from", rule.from);
  add_day("by", rule.by);
  add_day("until", rule.until);
  if (rule.weight_min) add("weight_min", decimal_text(*rule.weight_min, rule.measure));
  if (rule.weight_max) add("weight_max", decimal_text(*rule.weight_max, rule.measure));
  if (rule.within_mm) add("within_m", format_decimal(*rule.within_mm, 3));
  if (rule.kind == decision::RuleKind::freeze) {
    const bool bought = rule.dated == estate::column::kElementProcuredOn ||
                        rule.dated == estate::column::kSupplyProcuredOn;
    add("date", bought ? "procured" : "in_service");
  }
  add_day("after", rule.after);
  add_number("vendors", rule.vendors);
  add_number("at_most", rule.at_most);
  add_number("witnesses", rule.witnesses);
  add_number("days", rule.days);
  add_number("failures", rule.failures);
  add("severity", std::string(decision::kSeverities[static_cast<std::size_t>(rule.severity)]));
  add("basis", std::string(decision::kBases[static_cast<std::size_t>(rule.basis)]));
  return keys;
}

std::vector<UsedName> names_used(const decision::Decision& decision, std::string_view selector) {
  std::vector<UsedName> out;
  const Read<std::vector<decision::Token>> read = decision::lex_selector(selector, {});
  bool dotted = false;
  for (const decision::Token& token : read.value) {
    const bool field = dotted;
    dotted = token.kind == decision::TokenKind::symbol && token.text == ".";
    if (token.kind != decision::TokenKind::name || field) continue;
    std::vector<UsedName> found;
    for (const auto& [name, text] : decision.terms) {
      if (name == token.text) found.push_back({UsedName::Kind::term, name, text});
    }
    for (const decision::Choice& choice : decision.parameters) {
      if (choice.name == token.text) {
        found.push_back({UsedName::Kind::parameter, choice.name, choice.value});
      }
    }
    for (UsedName& used : found) {
      if (std::ranges::find(out, used) == out.end()) out.push_back(std::move(used));
    }
  }
  return out;
}

std::vector<UsedName> names_used(const decision::Decision& decision, const Rule& rule) {
  std::vector<std::string> open;
  for (const auto* selector :
       {&rule.of, &rule.what, &rule.among, &rule.places, &rule.demands, &decision.applies_to}) {
    if (*selector) open.push_back((*selector)->text);
  }
  std::vector<UsedName> out;
  for (std::size_t i = 0; i < open.size(); ++i) {
    for (UsedName& used : names_used(decision, open[i])) {
      if (std::ranges::find(out, used) != out.end()) continue;
      open.push_back(used.text);
      out.push_back(std::move(used));
    }
  }
  std::ranges::sort(out, {}, &UsedName::name);
  return out;
}

}  // namespace relook::engine
