// SPDX-License-Identifier: Apache-2.0
#include "decision/rule_rows.hpp"

#include <map>
#include <string>

#include "decision/grouping.hpp"
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
                                             const Facts& facts,
                                             const std::vector<Finding>& findings, const Run& run) {
  const Rule& rule = decision.rules[rule_number];
  if (!counts_rows(rule)) return std::nullopt;
  const Binding binding = binding_of(decision, facts);
  const EvaluateOptions options;
  const ServiceColumns service = service_columns(decision, facts, run);
  const Context context{decision, facts, options, binding, run, service};
  const auto grouping = Grouping::make(rule, binding, facts, run);
  if (!grouping) return std::unexpected(grouping.error());
  std::map<std::string, std::size_t> finding_of;
  for (std::size_t f = 0; f < findings.size(); ++f) {
    if (findings[f].rule == rule_number) finding_of.emplace(findings[f].id, f);
  }
  std::vector<std::size_t> finding_of_group(grouping->size(), findings.size());
  for (std::size_t group = 0; group < grouping->size(); ++group) {
    const auto found = finding_of.find(finding_id(rule.id, grouping->group(group)));
    if (found != finding_of.end()) finding_of_group[group] = found->second;
  }
  Scope scope = scope_of(rule, context);
  RuleRows out{scope.table, matches_of(rule, scope), {}};
  out.of_finding.resize(findings.size());
  for (std::uint32_t row = 0; row < scope.in.size(); ++row) {
    if (scope.in[row] == Truth::no) continue;
    for (const GroupTruth& member : grouping->groups_of(grouping->memberships()[row])) {
      const std::size_t finding = finding_of_group[member.group];
      if (finding == findings.size()) continue;
      out.of_finding[finding].push_back({row, both(member.truth, scope.in[row]), out.matches[row]});
    }
  }
  return out;
}

}  // namespace relook::decision
