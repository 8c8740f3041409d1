// SPDX-License-Identifier: Apache-2.0
// Random decisions over random estates, with an evaluator so plain that it can be seen to be right:
// it takes complete estates only, and reads the cells' texts.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "testing/raw_estate.hpp"

namespace relook::testing {

/// A selector over elements as a tree, to print for relook and to evaluate by hand.
struct RawSelector {
  enum class Kind { family, function, generation, region, criticality, both, either, negation };
  Kind kind = Kind::family;
  std::string word;
  std::vector<RawSelector> parts = {};
};

[[nodiscard]] inline RawSelector random_selector(Draw& draw, int depth) {
  using Kind = RawSelector::Kind;
  if (depth > 0 && draw.one_in(2)) {
    const std::size_t which = draw.below(3);
    if (which == 2) return {Kind::negation, "", {random_selector(draw, depth - 1)}};
    return {which == 0 ? Kind::both : Kind::either,
            "",
            {random_selector(draw, depth - 1), random_selector(draw, depth - 1)}};
  }
  switch (draw.below(5)) {
    case 0:
    case 1:
      return {Kind::family, draw.one_of({"huawei", "huawei-holding", "zte"})};
    case 2:
      return {Kind::function, draw.one_of({"gNB", "AMF"})};
    case 3:
      return {Kind::generation, "5G"};
    default:
      return draw.one_in(2) ? RawSelector{Kind::region, "north"}
                            : RawSelector{Kind::criticality, "safety-critical"};
  }
}

[[nodiscard]] inline std::string to_text(const RawSelector& s) {
  using Kind = RawSelector::Kind;
  const std::string quoted = "\"" + s.word + "\"";
  switch (s.kind) {
    case Kind::family:
      return "vendor in family(" + quoted + ")";
    case Kind::function:
      return "function == " + quoted;
    case Kind::generation:
      return "generations has " + quoted;
    case Kind::region:
      return "site.region == " + quoted;
    case Kind::criticality:
      return "networks has any (criticality == " + quoted + ")";
    case Kind::both:
      return "(" + to_text(s.parts[0]) + " and " + to_text(s.parts[1]) + ")";
    case Kind::either:
      return "(" + to_text(s.parts[0]) + " or " + to_text(s.parts[1]) + ")";
    case Kind::negation:
      return "not (" + to_text(s.parts[0]) + ")";
  }
  return {};
}

/// One rule, as TOML and for the plain evaluator.
struct RawRule {
  std::string kind;  ///< exclude, cap, freeze, clear
  RawSelector of;
  RawSelector what;
  std::string measure;
  int limit_part = 0;
  int limit_whole = 1;
  std::string per;  ///< empty, "operator" or "site.region"
};

[[nodiscard]] inline RawRule random_rule(Draw& draw) {
  RawRule rule;
  rule.kind = draw.one_of({"exclude", "cap", "cap", "cap", "freeze", "clear"});
  rule.of = random_selector(draw, 1);
  rule.what = random_selector(draw, 2);
  rule.measure = draw.one_of({"sites", "elements", "traffic_gbps"});
  rule.limit_whole = 1 + static_cast<int>(draw.below(4));
  rule.limit_part = static_cast<int>(draw.below(static_cast<std::size_t>(rule.limit_whole) + 1));
  rule.per = draw.one_of({"", "operator", "operator", "site.region"});
  return rule;
}

[[nodiscard]] inline std::string to_toml(const RawRule& rule) {
  std::string toml =
      "[decision]\nformat = \"relook-decision/1\"\nid = \"random\"\ntitle = \"Random\"\n"
      "authority = \"a test\"\nversion = \"1\"\nstatus = \"draft\"\n"
      "[[rule]]\nid = \"r\"\nclause = \"random\"\nkind = \"" +
      rule.kind + "\"\nwhat = '" + to_text(rule.what) + "'\n";
  if (rule.kind == "cap") {
    toml += "of = '" + to_text(rule.of) + "'\nmeasure = \"" + rule.measure + "\"\nlimit = \"" +
            std::to_string(rule.limit_part) + "/" + std::to_string(rule.limit_whole) + "\"\n";
  }
  if (rule.kind == "freeze") toml += "date = \"procured\"\nafter = 2020-03-01\n";
  if (rule.kind == "clear") toml += "places = 'kind == \"base\"'\n";
  if (!rule.per.empty()) toml += "per = \"" + rule.per + "\"\n";
  return toml;
}

}  // namespace relook::testing
