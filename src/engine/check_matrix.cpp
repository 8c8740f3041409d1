// SPDX-License-Identifier: Apache-2.0
#include "engine/check_matrix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/inputs.hpp"
#include "engine/wording.hpp"

namespace relook::engine {
namespace {

using decision::Finding;
using decision::Rule;
using decision::Verdict;

// Whom a finding is about, in the order of the rows.
enum class About : std::uint8_t { one, unknown, all };

struct Whom {
  About about = About::all;
  std::string id = {};

  friend auto operator<=>(const Whom&, const Whom&) = default;
};

Whom whom(const Finding& finding) {
  for (const decision::GroupValue& part : finding.group) {
    if (part.field != "operator") continue;
    return part.value ? Whom{About::one, *part.value} : Whom{About::unknown};
  }
  return {};
}

std::string label_of(const Whom& whom) {
  if (whom.about == About::one) return whom.id;
  return whom.about == About::all ? "all operators" : "operator not known";
}

std::string range(std::uint64_t least, std::uint64_t most) {
  return least == most ? std::to_string(least) : fmt::format("{} to {}", least, most);
}

// The rows that stand in the way, as one count.
std::string count_text(const Finding& finding) {
  switch (finding.in_itself) {
    case Verdict::breaches:
      return fmt::format("{} of {} against it", finding.offender_count - finding.waived_count,
                         finding.scope);
    case Verdict::undecided:
      return finding.possible_count > 0
                 ? fmt::format("{} of {} may be against it", finding.possible_count, finding.scope)
                 : std::string("not known");
    case Verdict::conforms:
      return finding.waived_count > 0
                 ? fmt::format("{} of {} waived", finding.waived_count, finding.scope)
                 : fmt::format("none of {}", finding.scope);
    default:
      return {};
  }
}

// The interval, or the count.
std::string short_text(const Finding& finding, const Rule& rule) {
  if (finding.in_itself == Verdict::not_applicable) return "nothing in scope";
  if (finding.families) {
    return "families: " + range(finding.families->least, finding.families->most);
  }
  return finding.measured ? measured_text(finding, rule) : count_text(finding);
}

report::MatrixCell cell_of(const std::vector<const Finding*>& findings, const Rule& rule) {
  if (findings.empty()) return {};
  const Finding& worst = **std::ranges::min_element(
      findings, {}, [](const Finding* finding) { return finding->verdict; });
  std::string word(name_of(worst.verdict));
  if (rule.severity == decision::RuleSeverity::warn) word += " (warn)";
  std::string text = short_text(worst, rule);
  if (worst.verdict == Verdict::not_in_force && worst.due) {
    text = fmt::format("asked from {}; today {}", to_string(*worst.due), name_of(worst.in_itself));
  }
  if (findings.size() > 1) text += fmt::format(" (worst of {})", findings.size());
  return {{tone_of(worst.verdict), std::move(word)}, std::move(text)};
}

}  // namespace

std::optional<report::Matrix> check_matrix(const CheckResult& result) {
  std::map<Whom, std::map<std::size_t, std::vector<const Finding*>>> rows;
  std::vector<bool> found(result.decision.rules.size());
  for (const Finding& finding : result.judged.evaluation.findings) {
    rows[whom(finding)][finding.rule].push_back(&finding);
    found[finding.rule] = true;
  }
  const auto operators =
      std::ranges::count_if(rows, [](const auto& row) { return row.first.about == About::one; });
  if (operators < 2) return std::nullopt;
  report::Matrix matrix{.id = "Operators",
                        .title = "Operators and requirements: the worst of each",
                        .header = "Operator"};
  for (std::size_t rule = 0; rule < found.size(); ++rule) {
    if (!found[rule]) continue;
    const Rule& of = result.decision.rules[rule];
    matrix.columns.push_back(
        {fmt::format("rule-{}", rule + 1), of.title.empty() ? of.id : of.title});
  }
  for (const auto& [about, by_rule] : rows) {
    report::MatrixRow& row = matrix.rows.emplace_back(report::MatrixRow{label_of(about)});
    for (std::size_t rule = 0; rule < found.size(); ++rule) {
      if (!found[rule]) continue;
      const auto here = by_rule.find(rule);
      row.cells.push_back(here == by_rule.end()
                              ? report::MatrixCell{}
                              : cell_of(here->second, result.decision.rules[rule]));
    }
  }
  return matrix;
}

}  // namespace relook::engine
