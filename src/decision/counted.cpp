// SPDX-License-Identifier: Apache-2.0
#include "decision/counted.hpp"

#include <algorithm>
#include <string>

#include "decision/groundwork.hpp"
#include "decision/scope.hpp"
#include "decision/select.hpp"

namespace relook::decision {

Result<std::vector<std::vector<CountedRow>>> counted_rows(const Decision& decision,
                                                          const Facts& facts,
                                                          const std::vector<Finding>& findings,
                                                          const Run& run) {
  std::vector<std::vector<CountedRow>> counted(findings.size());
  Groundwork ground(facts, run);
  const Binding binding = binding_of(decision, facts);
  const EvaluateOptions options;
  const Context context{decision, facts, options, binding, run, ground.service(decision)};
  for (std::size_t number = 0; number < decision.rules.size(); ++number) {
    const Rule& rule = decision.rules[number];
    if (rule.kind != RuleKind::cap || rule.measure == Measure::demand) continue;
    const auto groups = ground.groups(rule, binding);
    if (!groups) return std::unexpected(groups.error());
    const Grouping& grouping = (*groups)->grouping;
    const auto finding_of_group = findings_of_groups(grouping, rule, number, findings);
    const AskedRule asked = ask_rule(rule, context);
    const RowsByGroup rows = RowsByGroup::make(RuleAnswers(asked), grouping, Kept::in_scope, run);
    for (std::size_t group = 0; group < grouping.size(); ++group) {
      const std::size_t finding = finding_of_group[group];
      if (finding == findings.size()) continue;
      rows.of(group).for_each([&](const CountedRow& row) { counted[finding].push_back(row); });
    }
  }
  return counted;
}

bool asks_vendor_alone(const Selector& selector) {
  return std::ranges::all_of(selector.nodes.values(), [](const Node& node) {
    if (const auto* leaf = std::get_if<Leaf>(&node.what)) {
      return leaf->path.start == estate::TableId::elements && leaf->path.hops.empty() &&
             leaf->path.through_vendor && !std::holds_alternative<IsKnown>(leaf->test);
    }
    return std::holds_alternative<Constant>(node.what) ||
           std::holds_alternative<AllOf>(node.what) || std::holds_alternative<AnyOf>(node.what) ||
           std::holds_alternative<NotOf>(node.what);
  });
}

std::vector<Truth> select_vendors(const Selector& selector, const Facts& facts,
                                  const std::vector<std::vector<std::uint32_t>>& sets) {
  // An element for each set, of which nothing but its possible makers is known.
  std::vector<std::string> names;
  names.reserve(sets.size());
  for (std::size_t i = 0; i < sets.size(); ++i) names.push_back(std::to_string(i));
  const std::vector<std::string_view> views(names.begin(), names.end());
  estate::Table elements;
  elements.id = estate::TableId::elements;
  elements.state = estate::TableState::present;
  elements.rows = sets.size();
  elements.ids = estate::TextPool(views);
  elements.columns.resize(estate::schema(elements.id).columns.size());
  estate::Estate probe = facts.estate;
  probe.set_table(std::move(elements));
  estate::Judgements judged;
  judged.sets = estate::ListPool(sets);
  for (std::uint32_t i = 0; i < sets.size(); ++i) judged.set_of.push_back(i);
  const Facts asked{probe,          facts.functions, judged,  facts.supply_vendors,
                    facts.families, facts.places,    facts.on};
  return select(selector, asked);
}

}  // namespace relook::decision
