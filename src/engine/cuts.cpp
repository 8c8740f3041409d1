// SPDX-License-Identifier: Apache-2.0
#include "engine/cuts.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "base/truth.hpp"
#include "identity/families.hpp"

namespace relook::engine {
namespace {

using decision::Rule;
using decision::Selector;
using estate::TableId;

void add_heads(const std::optional<Selector>& selector, std::set<std::string>& heads) {
  if (!selector) return;
  for (const decision::Node& node : selector->nodes.values()) {
    const auto* leaf = std::get_if<decision::Leaf>(&node.what);
    if (leaf == nullptr) continue;
    const auto* test = std::get_if<decision::InFamily>(&leaf->test);
    if (test != nullptr) heads.insert(test->heads.begin(), test->heads.end());
  }
}

// The vendors at the heads of the families that the rules ask about.
std::vector<std::uint32_t> heads_of(const SweepQuestion& question) {
  const TimelineQuestion& asked = question.timeline;
  std::set<std::string> names;
  for (const std::size_t number : question.rules) {
    const Rule& rule = asked.decision.rules[number];
    add_heads(rule.what, names);
    add_heads(rule.of, names);
    for (const decision::Waiver& waiver : asked.waivers) {
      if (waiver.rule == rule.id) add_heads(waiver.selector, names);
    }
  }
  std::vector<std::uint32_t> heads;
  for (const std::string& name : names) {
    if (const auto row = asked.estate.table(TableId::vendors).find(name)) heads.push_back(*row);
  }
  return heads;
}

// By vendor, whether it is in each of the families on the day.
std::vector<std::vector<Truth>> in_families_on(const estate::Estate& estate, Date day,
                                               const std::vector<std::uint32_t>& heads) {
  const estate::Families families = identity::families_on(estate, day);
  std::vector<std::vector<Truth>> out(estate.rows(TableId::vendors));
  for (std::uint32_t vendor = 0; vendor < out.size(); ++vendor) {
    for (const std::uint32_t head : heads) out[vendor].push_back(families.in_family(vendor, head));
  }
  return out;
}

// Days of the rules that are after the first one and not after the last.
std::set<Date> days_of(const SweepQuestion& question,
                       decision::DaySet decision::RuleDays::* which) {
  decision::DaySet all;
  for (const std::size_t number : question.rules) all.add(question.days[number].*which);
  std::set<Date> out;
  for (const Date day : all.days()) {
    if (question.first < day && day <= question.last) out.insert(day);
  }
  return out;
}

}  // namespace

std::vector<Days> spans_of(const SweepQuestion& question) {
  std::set<Date> cuts = days_of(question, &decision::RuleDays::of_all);
  cuts.insert(question.first);
  std::vector<Days> out;
  for (auto cut = cuts.begin(); cut != cuts.end(); ++cut) {
    const auto next = std::next(cut);
    out.push_back({*cut, next != cuts.end() ? *next : Date{question.last.days + 1}});
  }
  return out;
}

std::vector<OwnersChange> owners_changes(const SweepQuestion& question) {
  const estate::Estate& estate = question.timeline.estate;
  const std::vector<std::uint32_t> heads = heads_of(question);
  std::vector<OwnersChange> out;
  std::vector<std::vector<Truth>> before = in_families_on(estate, question.first, heads);
  for (const Date day : days_of(question, &decision::RuleDays::of_owners)) {
    std::vector<std::vector<Truth>> now = in_families_on(estate, day, heads);
    OwnersChange change{day, std::vector<std::uint8_t>(now.size())};
    for (std::size_t vendor = 0; vendor < now.size(); ++vendor) {
      if (now[vendor] != before[vendor]) change.vendors[vendor] = 1;
    }
    if (now != before) out.push_back(std::move(change));
    before = std::move(now);
  }
  return out;
}

}  // namespace relook::engine
