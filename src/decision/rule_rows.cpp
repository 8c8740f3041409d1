// SPDX-License-Identifier: Apache-2.0
#include "decision/rule_rows.hpp"

#include <algorithm>
#include <utility>

#include "decision/grouping.hpp"
#include "decision/inspect.hpp"
#include "decision/scope.hpp"

namespace relook::decision {
namespace {

bool counts_rows(const Rule& rule) {
  if (rule.kind == RuleKind::avoid || rule.kind == RuleKind::withstand) return false;
  return rule.measure != Measure::demand;
}

std::vector<Truth> matches_of(const Rule& rule, Scope& scope) {
  if (rule.kind == RuleKind::diversify) {
    return rule.among ? std::move(scope.among) : std::vector<Truth>(scope.in.size(), Truth::no);
  }
  if (rule.kind == RuleKind::know) {
    for (Truth& shown : scope.matches) shown = negated(shown);
  }
  return std::move(scope.matches);
}

}  // namespace

Result<std::optional<RuleRows>> rows_of_rule(const Decision& decision, std::size_t rule_number,
                                             Groundwork& ground,
                                             const std::vector<Finding>& findings, const Run& run) {
  const Rule& rule = decision.rules[rule_number];
  if (!counts_rows(rule)) return std::nullopt;
  const Binding binding = binding_of(decision, ground.facts());
  const EvaluateOptions options;
  const Context context{decision, ground.facts(), options, binding, run, ground.service(decision)};
  const auto groups = ground.groups(rule, binding);
  if (!groups) return std::unexpected(groups.error());
  const Grouping& grouping = (*groups)->grouping;
  const auto finding_of_group = findings_of_groups(grouping, rule, rule_number, findings);
  Scope scope = scope_of(rule, context);
  RuleRows out{scope.table, matches_of(rule, scope), {}};
  out.of_finding.resize(findings.size());
  for (std::uint32_t row = 0; row < scope.in.size(); ++row) {
    if (scope.in[row] == Truth::no) continue;
    for (const GroupTruth& member : grouping.groups_of(grouping.memberships()[row])) {
      const std::size_t finding = finding_of_group[member.group];
      if (finding == findings.size()) continue;
      out.of_finding[finding].push_back({row, both(member.truth, scope.in[row]), out.matches[row]});
    }
  }
  return out;
}

RowUnknowns::RowUnknowns(const Decision& decision, const Rule& rule, Groundwork& ground,
                         const Run& run)
    : rule_(rule),
      binding_(binding_of(decision, ground.facts())),
      context_{decision, ground.facts(), options_, binding_, run, ground.service(decision)},
      scope_(scope_of(rule, context_)) {}

std::vector<CellUse> RowUnknowns::of(std::uint32_t row) const {
  std::vector<CellUse> uses = unknowns_of(rule_, scope_, context_, row);
  if (rule_.among) {
    for (CellUse& use : unknown_cells(*rule_.among, context_.facts, row)) {
      uses.push_back(std::move(use));
    }
  }
  std::ranges::sort(uses);
  uses.erase(std::ranges::unique(uses).begin(), uses.end());
  return uses;
}

}  // namespace relook::decision
