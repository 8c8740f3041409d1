// SPDX-License-Identifier: Apache-2.0
// Shares of what the network says: which demands cross something, what is served without it. The
// answers come from outside, row by row; what they come to is the same arithmetic as everywhere.

#include "decision/judge_outside.hpp"

#include <fmt/format.h>

#include "decision/cap.hpp"
#include "decision/outside.hpp"
#include "decision/to_find.hpp"

namespace relook::decision {
namespace {

constexpr const char* kNobodyAnswers =
    "it asks of the network on the day, which is not done here; 'relook check --on DATE' does it";

const OutsideCount* who_answers(const Rule& rule, const Context& context) {
  const Outside* outside = context.options.outside;
  if (outside == nullptr) return nullptr;
  const OutsideCount& count =
      rule.kind == RuleKind::withstand ? outside->withstand : outside->cap_by_demand;
  return count ? &count : nullptr;
}

std::vector<std::vector<CountedRow>> counted_by_group(const OutsideRows& rows,
                                                      const Grouping& grouping) {
  std::vector<std::vector<CountedRow>> out(grouping.size());
  for (std::uint32_t row = 0; row < rows.in.size(); ++row) {
    if (rows.in[row] == Truth::no) continue;
    for (const GroupTruth& group : grouping.groups_of(grouping.memberships()[row])) {
      out[group.group].push_back({row, both(group.truth, rows.in[row]), rows.matches[row]});
    }
  }
  return out;
}

// The first row of which the network does not say it, and how many more there are.
std::string open_because(const AskedRule& asked, const OutsideRows& rows,
                         const std::vector<CountedRow>& counted) {
  std::string first;
  std::size_t open = 0;
  for (const CountedRow& row : counted) {
    if (row.matches != Truth::unknown || rows.because[row.row].empty()) continue;
    if (open++ > 0) continue;
    first = fmt::format("{}: {}", asked.context.facts.estate.id(asked.table(), row.row),
                        rows.because[row.row]);
  }
  return open > 1 ? fmt::format("{}; and {} more", first, open - 1) : first;
}

// What the open rows of the group miss themselves, and what others do.
std::vector<FactGroup> facts_to_find(const AskedRule& asked, const OutsideRows& rows,
                                     const std::vector<CountedRow>& counted) {
  const estate::Estate& estate = asked.context.facts.estate;
  const auto weight = column_of(asked.rule.measure);
  const bool by_site = asked.rule.measure == Measure::sites;
  std::vector<CellUse> missing = rows.missing;
  std::size_t looked_at = 0;
  for (const CountedRow& row : counted) {
    const bool open =
        row.in == Truth::unknown || row.matches == Truth::unknown ||
        (weight && estate.column(*weight).number(row.row) == estate::kUnknownNumber) ||
        (by_site && !estate::is_value(estate.column(estate::column::kElementSite).code(row.row)));
    if (!open || looked_at++ >= kLookedAtMax) continue;
    for (CellUse& use : unknowns_of(asked, row.row)) missing.push_back(std::move(use));
  }
  return group_facts(missing, asked.context);
}

}  // namespace

void judge_outside(const Rule& rule, const Context& context, const Grouping& grouping,
                   std::vector<Finding>& findings) {
  const OutsideCount* const count = who_answers(rule, context);
  OutsideRows rows;
  if (count == nullptr) {
    rows.fault = kNobodyAnswers;
  } else {
    rows = (*count)({context.decision, rule, context.facts, context.options.waivers,
                     context.options.listed_max, context.run});
  }
  if (!rows.fault.empty()) {
    for (Finding& finding : findings) {
      finding.in_itself = Verdict::undecided;
      finding.undecided_because = rows.fault;
    }
    return;
  }
  const AskedRule asked{.rule = rule, .context = context, .reason = [&](std::uint32_t row) {
                          return rows.because[row];
                        }};
  const std::vector<std::vector<CountedRow>> counted = counted_by_group(rows, grouping);
  for (std::size_t group = 0; group < findings.size(); ++group) {
    Finding& finding = findings[group];
    if (rule.kind == RuleKind::withstand) {
      judge_kept(asked, counted[group], finding);
    } else {
      judge_cap(asked, counted[group], finding);
    }
    if (finding.in_itself != Verdict::undecided || context.options.verdicts_only) continue;
    finding.undecided_because = open_because(asked, rows, counted[group]);
    finding.to_find = facts_to_find(asked, rows, counted[group]);
  }
}

}  // namespace relook::decision
