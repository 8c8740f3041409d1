// SPDX-License-Identifier: Apache-2.0
// The twin of the evaluation: reads the texts of a complete estate and counts, nothing clever.

#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/geodesic.hpp"
#include "decision/finding.hpp"
#include "testing/random_decision.hpp"

namespace relook::testing {

/// Everything known: which vendor each element is from, beside the cells.
struct PlainWorld {
  const RawEstate& raw;
  std::string on;
  std::map<std::string, std::string> vendor_of;  ///< by element id
};

[[nodiscard]] inline std::vector<std::string> items(const std::string& list) {
  std::vector<std::string> out;
  if (list == "-") return out;
  std::istringstream in(list);
  for (std::string item; std::getline(in, item, ';');) out.push_back(item);
  return out;
}

[[nodiscard]] inline bool contains(const std::string& list, const std::string& word) {
  return std::ranges::count(items(list), word) > 0;
}

[[nodiscard]] inline const RawRow* row_of(const RawTable& table, const std::string& id) {
  for (const RawRow& row : table) {
    if (row.at("id") == id) return &row;
  }
  return nullptr;
}

[[nodiscard]] inline bool plain_family(const std::string& vendor, const std::string& head,
                                       const std::string& on) {
  if (vendor == head) return true;
  if (vendor == "huawei") return head == "huawei-holding";
  if (vendor == "honor" && on < "2020-11-17") return head == "huawei" || head == "huawei-holding";
  return false;
}

[[nodiscard]] inline bool plain_match(const RawSelector& s, const RawRow& element,
                                      const PlainWorld& world) {
  using Kind = RawSelector::Kind;
  switch (s.kind) {
    case Kind::family:
      return plain_family(world.vendor_of.at(element.at("id")), s.word, world.on);
    case Kind::function:
      return element.at("function") == s.word;
    case Kind::generation:
      return contains(element.at("generations"), s.word);
    case Kind::region: {
      if (element.at("site") == "-") return false;
      return row_of(world.raw.at("sites"), element.at("site"))->at("region") == s.word;
    }
    case Kind::criticality:
      return std::ranges::any_of(items(element.at("networks")), [&](const std::string& network) {
        return row_of(world.raw.at("networks"), network)->at("criticality") == s.word;
      });
    case Kind::both:
      return plain_match(s.parts[0], element, world) && plain_match(s.parts[1], element, world);
    case Kind::either:
      return plain_match(s.parts[0], element, world) || plain_match(s.parts[1], element, world);
    case Kind::negation:
      return !plain_match(s.parts[0], element, world);
  }
  return false;
}

[[nodiscard]] inline bool plain_service(const std::string& from, const std::string& until,
                                        const std::string& on) {
  if (from == "-") return false;
  return (from == ".." || from <= on) && (until.empty() || until == "-" || on < until);
}

[[nodiscard]] inline std::vector<std::string> plain_groups(const RawRule& rule,
                                                           const RawRow& element,
                                                           const PlainWorld& world) {
  if (rule.per.empty()) return {""};
  if (rule.per == "operator") {
    std::set<std::string> members = {element.at("operator")};
    for (const std::string& user : items(element.at("users"))) members.insert(user);
    return {members.begin(), members.end()};
  }
  if (element.at("site") == "-") return {};
  return {row_of(world.raw.at("sites"), element.at("site"))->at("region")};
}

[[nodiscard]] inline bool plain_near(const RawRow& element, const PlainWorld& world) {
  const std::string& id = element.at("site");
  if (id == "-") return false;
  if (id == "s3") return true;  // on the place's own list
  const RawRow& site = *row_of(world.raw.at("sites"), id);
  const auto degrees = [](const std::string& text) { return *parse_decimal(text, kDegreeDigits); };
  const GeoPoint place{degrees("51.5"), degrees("-0.1")};
  return geodesic_metres({degrees(site.at("lat")), degrees(site.at("lon"))}, place) <= 5000;
}

/// Whoever is at the head of the vendor's family.
[[nodiscard]] inline std::string plain_head(const std::string& vendor, const std::string& on) {
  const bool owned = vendor == "huawei" || (vendor == "honor" && on < "2020-11-17");
  return owned ? "huawei-holding" : vendor;
}

/// Whether so many witnesses show the element's vendor, none of them older than 400 days.
[[nodiscard]] inline bool plain_known(const RawRow& element, int needed, const PlainWorld& world) {
  std::set<std::string> named;
  std::set<std::string> sources;
  if (element.at("vendor") != "-") named.insert(element.at("vendor"));
  for (const RawRow& supply : world.raw.at("supplies")) {
    if (supply.at("element") != element.at("id") || supply.at("role") != "hardware") continue;
    if (!plain_service(supply.at("from"), supply.at("until"), world.on)) continue;
    named.insert(supply.at("vendor"));
    const auto seen = parse_date(supply.at("observed_on"));
    if (!seen) continue;
    const std::int32_t age = parse_date(world.on)->days - seen->days;
    if (age >= 0 && age <= 400) sources.insert(supply.at("source"));
  }
  const bool declared = element.at("vendor") != "-" && !sources.empty();
  return named.size() == 1 && static_cast<int>(sources.size()) + (declared ? 1 : 0) >= needed;
}

/// What a rule counts of one group.
struct PlainCount {
  struct Family {
    Int128 weight = 0;
    std::set<std::string> sites;
  };
  std::map<std::string, Family> families;
  std::set<std::string> among;
  bool any = false;

  Int128 whole = 0;
  Int128 part = 0;
  std::set<std::string> whole_sites;
  std::set<std::string> part_sites;
};

inline void plain_count(const RawRule& rule, const RawRow& element, const PlainWorld& world,
                        PlainCount& count) {
  if (!plain_service(element.at("in_service_from"), element.at("in_service_until"), world.on)) {
    return;
  }
  const bool shares = rule.kind == "cap" || rule.kind == "diversify" || rule.kind == "know";
  if (shares && !plain_match(rule.of, element, world)) return;
  count.any = true;
  bool matches = plain_match(rule.what, element, world);
  if (rule.kind == "know") matches = plain_known(element, rule.witnesses, world);
  if (rule.kind == "freeze") matches = matches && element.at("procured_on") > "2020-03-01";
  if (rule.kind == "clear") matches = matches && plain_near(element, world);
  const bool measured = rule.kind == "cap" || rule.kind == "diversify";
  const bool sites = measured && rule.measure == "sites";
  if (rule.kind == "diversify") {
    const std::string head = plain_head(world.vendor_of.at(element.at("id")), world.on);
    PlainCount::Family& family = count.families[head];
    if (element.at("site") != "-") family.sites.insert(element.at("site"));
    family.weight +=
        rule.measure == "traffic_gbps" ? *parse_decimal(element.at("traffic_gbps"), 6) : 1;
    if (matches) count.among.insert(head);
  }
  if (sites && element.at("site") != "-") {
    count.whole_sites.insert(element.at("site"));
    if (matches) count.part_sites.insert(element.at("site"));
  }
  if (sites) return;
  const bool traffic = measured && rule.measure == "traffic_gbps";
  const Int128 weight = traffic ? *parse_decimal(element.at("traffic_gbps"), 6) : 1;
  count.whole += weight;
  if (matches) count.part += weight;
}

/// What a diversify says of a group: each requirement in turn; a share of nothing says nothing.
[[nodiscard]] inline decision::Verdict plain_diverse(const RawRule& rule, const PlainCount& count) {
  const bool sites = rule.measure == "sites";
  decision::Verdict verdict = decision::Verdict::not_applicable;
  const auto require = [&](bool holds) {
    verdict = std::min(verdict, holds ? decision::Verdict::conforms : decision::Verdict::breaches);
  };
  Int128 squares = 0;
  for (const auto& [head, family] : count.families) {
    const Int128 part = sites ? static_cast<Int128>(family.sites.size()) : family.weight;
    squares += part * part;
    if (rule.largest && count.whole > 0) {
      require(part * rule.limit_whole <= count.whole * rule.limit_part);
    }
  }
  if (count.any && rule.vendors > 0) {
    require(static_cast<int>(count.families.size()) >= rule.vendors);
  }
  if (count.any && rule.at_most >= 0) {
    require(static_cast<int>(count.among.size()) <= rule.at_most);
  }
  if (rule.index > 0 && count.whole > 0) {
    require(squares * 10 <= count.whole * count.whole * rule.index);
  }
  return verdict;
}

/// The verdict of every group that has a row, by the finding's id.
[[nodiscard]] inline std::map<std::string, decision::Verdict> plain_verdicts(
    const RawRule& rule, const PlainWorld& world) {
  std::map<std::string, PlainCount> counts;
  if (rule.per.empty()) counts[""];
  if (rule.per == "operator") counts["a"], counts["b"];
  for (const RawRow& element : world.raw.at("elements")) {
    for (const std::string& group : plain_groups(rule, element, world)) {
      plain_count(rule, element, world, counts[group]);
    }
  }
  std::map<std::string, decision::Verdict> verdicts;
  for (auto& [group, count] : counts) {
    const bool shares = rule.kind == "cap" || rule.kind == "diversify";
    if (shares && rule.measure == "sites") {
      count.whole = static_cast<Int128>(count.whole_sites.size());
      count.part = static_cast<Int128>(count.part_sites.size());
    }
    const std::string id = rule.per.empty() ? "r" : "r/" + rule.per + "=" + group;
    decision::Verdict verdict = decision::Verdict::not_applicable;
    if (rule.kind == "diversify") {
      verdict = plain_diverse(rule, count);
    } else if (count.whole > 0) {
      bool bad = count.part > 0;
      if (rule.kind == "cap") bad = count.part * rule.limit_whole > count.whole * rule.limit_part;
      if (rule.kind == "know") bad = count.part * rule.limit_whole < count.whole * rule.limit_part;
      verdict = bad ? decision::Verdict::breaches : decision::Verdict::conforms;
    }
    verdicts[id] = verdict;
  }
  return verdicts;
}

}  // namespace relook::testing
