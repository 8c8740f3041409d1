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
  std::string kind;  ///< exclude, cap, freeze, clear, diversify, know
  RawSelector of;
  RawSelector what;
  std::string measure;
  int limit_part = 0;
  int limit_whole = 1;
  std::string per;       ///< empty, "operator" or "site.region"
  int vendors = 0;       ///< of diversify; 0: not asked
  int at_most = -1;      ///< of diversify, among `what`; -1: not asked
  bool largest = false;  ///< of diversify: the limit holds for the largest family
  int index = 0;         ///< of diversify: tenths that the index may have; 0: not asked
  int witnesses = 1;     ///< of know
};

[[nodiscard]] inline RawRule random_rule(Draw& draw) {
  RawRule rule;
  rule.kind = draw.one_of(
      {"exclude", "cap", "cap", "cap", "freeze", "clear", "diversify", "diversify", "know"});
  rule.of = random_selector(draw, 1);
  rule.what = random_selector(draw, 2);
  rule.measure = draw.one_of({"sites", "elements", "traffic_gbps"});
  rule.limit_whole = 1 + static_cast<int>(draw.below(4));
  rule.limit_part = static_cast<int>(draw.below(static_cast<std::size_t>(rule.limit_whole) + 1));
  rule.per = draw.one_of({"", "operator", "operator", "site.region"});
  if (rule.kind == "know") rule.witnesses = 1 + static_cast<int>(draw.below(3));
  if (rule.kind != "diversify") return rule;
  if (draw.one_in(2)) rule.vendors = 1 + static_cast<int>(draw.below(3));
  if (draw.one_in(3)) rule.at_most = static_cast<int>(draw.below(3));
  rule.largest = draw.one_in(3);
  if (draw.one_in(3) && rule.measure != "sites") rule.index = 3 + static_cast<int>(draw.below(7));
  const bool asks = rule.at_most >= 0 || rule.largest || rule.index > 0;
  if (!asks && rule.vendors == 0) rule.vendors = 2;
  return rule;
}

[[nodiscard]] inline std::string to_toml(const RawRule& rule) {
  std::string toml =
      "[decision]\nformat = \"relook-decision/1\"\nid = \"random\"\ntitle = \"Random\"\n"
      "authority = \"a test\"\nversion = \"1\"\nstatus = \"draft\"\n"
      "[[rule]]\nid = \"r\"\nclause = \"random\"\nkind = \"" +
      rule.kind + "\"\n";
  const std::string share =
      "\"" + std::to_string(rule.limit_part) + "/" + std::to_string(rule.limit_whole) + "\"\n";
  const bool shares = rule.kind == "cap" || rule.kind == "diversify" || rule.kind == "know";
  if (rule.kind == "diversify") {
    if (rule.vendors > 0) toml += "vendors = " + std::to_string(rule.vendors) + "\n";
    if (rule.at_most >= 0) {
      toml +=
          "at_most = " + std::to_string(rule.at_most) + "\namong = '" + to_text(rule.what) + "'\n";
    }
    if (rule.index > 0) toml += "hhi = \"" + std::to_string(rule.index) + "/10\"\n";
  } else if (rule.kind != "know") {
    toml += "what = '" + to_text(rule.what) + "'\n";
  }
  if (shares) toml += "of = '" + to_text(rule.of) + "'\n";
  if (shares && rule.kind != "know") toml += "measure = \"" + rule.measure + "\"\n";
  if (rule.kind == "cap" || rule.largest) toml += "limit = " + share;
  if (rule.kind == "know") {
    toml += "share = " + share + "witnesses = " + std::to_string(rule.witnesses) + "\ndays = 400\n";
  }
  if (rule.kind == "freeze") toml += "date = \"procured\"\nafter = 2020-03-01\n";
  if (rule.kind == "clear") toml += "places = 'kind == \"base\"'\n";
  if (!rule.per.empty()) toml += "per = \"" + rule.per + "\"\n";
  return toml;
}

}  // namespace relook::testing
