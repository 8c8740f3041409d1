// SPDX-License-Identifier: Apache-2.0
#include "decision/row_marks.hpp"

#include <algorithm>
#include <utility>

#include "decision/groundwork.hpp"
#include "decision/scope.hpp"
#include "decision/select.hpp"

namespace relook::decision {
namespace {

// Whether a row that surely matches offends by that alone; a row of the other kinds does so
// together with others, and their findings name which.
bool matching_offends(const Rule& rule) {
  return rule.kind == RuleKind::exclude || rule.kind == RuleKind::clear ||
         rule.kind == RuleKind::freeze || rule.kind == RuleKind::cap || rule.kind == RuleKind::know;
}

// The rows that somebody has excused from the rule (SEMANTICS 7.7).
std::vector<Truth> excused_rows(const Rule& rule, const Context& context) {
  std::vector<Truth> excused;
  if (rule.kind == RuleKind::cap || rule.kind == RuleKind::know) return excused;
  for (const Waiver& waiver : context.options.waivers) {
    if (waiver.rule != rule.id || waiver.until <= context.facts.on) continue;
    std::vector<Truth> answers = select(waiver.selector, context.facts, context.run);
    if (excused.empty()) {
      excused = std::move(answers);
      continue;
    }
    for (std::size_t row = 0; row < excused.size(); ++row) {
      excused[row] = either(excused[row], answers[row]);
    }
  }
  return excused;
}

bool is_bad(const Finding& finding) { return finding.verdict <= Verdict::undecided; }

// One rule's findings by the number of their group, and its rows' answers.
class RuleMarker {
 public:
  RuleMarker(const Rule& rule, const Context& context, const Grouping& grouping)
      : rule_(rule),
        grouping_(grouping),
        scope_(scope_of(rule, context)),
        excused_(excused_rows(rule, context)),
        plans_unknown_(context.options.plans_unknown) {}

  // Raises the marks to what the findings say of the rows.
  void mark(const std::vector<const Finding*>& finding_of_group,
            std::vector<RowMark>& marks) const {
    marks.resize(scope_.in.size(), RowMark::none);
    std::vector<std::uint8_t> explained(finding_of_group.size(), 0);
    for_each_row(finding_of_group, [&](std::uint32_t row, std::size_t group, Truth in) {
      const Finding& finding = *finding_of_group[group];
      const RowMark found = mark_of(row, in, finding.verdict);
      if (found != RowMark::none) explained[group] = 1;
      marks[row] = std::max(marks[row], found);
    });
    for_each_row(finding_of_group, [&](std::uint32_t row, std::size_t group, Truth) {
      if (finding_of_group[group]->verdict != Verdict::undecided) return;
      if (explained[group] != 0 && !plans_unknown_) return;
      marks[row] = std::max(marks[row], RowMark::may_offend);
    });
    for (const Finding* finding : finding_of_group) {
      if (finding == nullptr || finding->verdict != Verdict::breaches) continue;
      for (const Offender& offender : finding->offenders) {
        const bool counts = offender.table == scope_.table && offender.waived_by.empty();
        if (counts) marks[offender.row] = RowMark::offends;
      }
    }
  }

 private:
  // Calls `visit(row, group, truth)` for what may be in scope of a finding that is asked about.
  template <class Visit>
  void for_each_row(const std::vector<const Finding*>& finding_of_group, const Visit& visit) const {
    for (std::uint32_t row = 0; row < scope_.in.size(); ++row) {
      if (scope_.in[row] == Truth::no) continue;
      for (const GroupTruth& member : grouping_.groups_of(grouping_.memberships()[row])) {
        const Truth in = both(member.truth, scope_.in[row]);
        if (finding_of_group[member.group] != nullptr) visit(row, member.group, in);
      }
    }
  }

  [[nodiscard]] RowMark mark_of(std::uint32_t row, Truth in, Verdict verdict) const {
    if (!matching_offends(rule_)) return RowMark::may_offend;
    const Truth match = both(in, scope_.matches[row]);
    const bool excused = !excused_.empty() && excused_[row] == Truth::yes;
    if (match == Truth::no || excused) return RowMark::none;
    const bool surely = match == Truth::yes && verdict == Verdict::breaches;
    return surely ? RowMark::offends : RowMark::may_offend;
  }

  const Rule& rule_;
  const Grouping& grouping_;
  Scope scope_;
  std::vector<Truth> excused_;
  bool plans_unknown_;
};

}  // namespace

Result<std::vector<TableMarks>> row_marks(const Evaluated& evaluated, const Run& run) {
  const auto& [decision, facts, options, findings] = evaluated;
  Groundwork ground(facts, run);
  const Binding binding = binding_of(decision, facts);
  const Context context{decision, facts, options, binding, run, ground.service(decision)};
  std::vector<TableMarks> tables;
  for (std::size_t number = 0; number < decision.rules.size(); ++number) {
    const Rule& rule = decision.rules[number];
    const bool asked = std::ranges::any_of(findings, [&](const Finding& finding) {
      return finding.rule == number && is_bad(finding);
    });
    if (!asked) continue;
    const auto groups = ground.groups(rule, binding);
    if (!groups) return std::unexpected(groups.error());
    const Grouping& grouping = (*groups)->grouping;
    std::vector<const Finding*> finding_of_group;
    finding_of_group.reserve(grouping.size());
    for (const std::size_t place : findings_of_groups(grouping, rule, number, findings)) {
      const bool bad = place < findings.size() && is_bad(findings[place]);
      finding_of_group.push_back(bad ? &findings[place] : nullptr);
    }
    const estate::TableId table = table_of(rule.over);
    auto marks = std::ranges::find(tables, table, &TableMarks::table);
    if (marks == tables.end()) marks = tables.insert(tables.end(), {table, {}});
    RuleMarker(rule, context, grouping).mark(finding_of_group, marks->rows);
  }
  return tables;
}

}  // namespace relook::decision
