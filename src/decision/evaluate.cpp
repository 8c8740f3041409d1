// SPDX-License-Identifier: Apache-2.0
#include "decision/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "base/parallel.hpp"
#include "decision/cap.hpp"
#include "decision/cap_totals.hpp"
#include "decision/class_answers.hpp"
#include "decision/diversify.hpp"
#include "decision/force.hpp"
#include "decision/groundwork.hpp"
#include "decision/judge_outside.hpp"
#include "decision/judge_rows.hpp"
#include "decision/know.hpp"
#include "decision/outside.hpp"
#include "decision/scope.hpp"

namespace relook::decision {
namespace {

using estate::TableId;

// Whether the kind is judged by the rows that matter of each group.
bool judged_by_groups(const Rule& rule) {
  switch (rule.kind) {
    case RuleKind::exclude:
    case RuleKind::clear:
    case RuleKind::freeze:
      return true;
    case RuleKind::cap:
      return !counts_by_network(rule);
    default:
      return false;
  }
}

std::string unanswered_because(const Rule& rule) {
  if (rule.kind == RuleKind::diversify) {
    return "the families of a demand are not told apart: diversify is not built by demand";
  }
  return "it needs a proof for the day, which is not made here; 'relook prove' makes it";
}

void hold_back(Finding& finding, std::string why, TableId table) {
  finding.in_itself = Verdict::undecided;
  finding.undecided_because = std::move(why);
  finding.to_find.insert(finding.to_find.begin(), FactGroup{{Missing::table, {table, 0}, 0, {}},
                                                            std::string(estate::schema(table).name),
                                                            {},
                                                            {},
                                                            {},
                                                            1});
}

// The rules whose kinds look at rows one by one: `members` are the rows of the group.
void judge_group(const Rule& rule, const Scope& scope, const Context& context,
                 const std::vector<Member>& members, Finding& finding) {
  if (rule.kind == RuleKind::diversify && rule.measure != Measure::demand) {
    judge_diversify(rule, scope, context, members, finding);
  } else if (rule.kind == RuleKind::know) {
    judge_know(rule, scope, context, members, finding);
  } else if (rule.kind == RuleKind::avoid && context.options.outside != nullptr &&
             context.options.outside->avoid) {
    context.options.outside->avoid({context.decision, rule, context.facts, context.options.waivers,
                                    context.options.listed_max, context.run},
                                   finding);
  } else {
    finding.in_itself = Verdict::undecided;
    finding.undecided_because = unanswered_because(rule);
  }
}

void hold_back_where_unknown(const Rule& rule, const Context& context, Finding& finding) {
  const TableId table = table_of(rule.over);
  if (!context.facts.estate.table(table).present()) {
    hold_back(finding,
              fmt::format("{}.csv is missing: nothing is known of it", estate::schema(table).name),
              table);
  } else if (context.options.plans_unknown) {
    hold_back(finding,
              fmt::format("changes.csv is missing, so what is planned after {} is not known; "
                          "--assume changes=none says that nothing is",
                          to_string(context.facts.estate.manifest.as_of)),
              TableId::changes);
  }
}

// A group of what stands in none of the known ones, where nothing may stand in it, says nothing.
bool says_nothing(const Grouping& grouping, std::size_t group, const Finding& finding) {
  return grouping.is_null(group) && finding.in_itself == Verdict::not_applicable;
}

// Calls `judge(group, finding)` for every group, several at a time where there are rows enough: in
// a small table waking another thread costs more than the judging.
template <class Judge>
void for_each_group(std::size_t rows, const Run& run, std::vector<Finding>& findings,
                    const Judge& judge) {
  parallel_chunks(
      findings.size(), rows < kChunkSize ? 1 : run.threads,
      [&](std::size_t group, Chunk) { judge(group, findings[group]); }, 1);
}

// A rule made ready to be asked.
struct ReadyRule {
  ReadyRule(const Rule& rule, const Context& context, const Groundwork::Groups& in)
      : asked(ask_rule(rule, context)), groups(in) {
    if (judged_by_groups(rule)) answers.emplace(asked);
  }
  ReadyRule(const ReadyRule&) = delete;
  ReadyRule& operator=(const ReadyRule&) = delete;

  AskedRule asked;
  const Groundwork::Groups& groups;
  std::optional<RuleAnswers> answers;
  bool by_class = false;  ///< whether classes of rows can answer
};

// Classes for all rules that they can answer.
const RowClasses* classes_for(std::deque<ReadyRule>& rules, Groundwork& ground) {
  std::vector<KindsView> columns;
  for (ReadyRule& rule : rules) {
    if (!rule.answers || rule.asked.table() != TableId::elements) continue;
    std::vector<KindsView> more = columns;
    const Grouping& grouping = rule.groups.grouping;
    rule.by_class = rule.answers->add_columns(more) &&
                    add_column({grouping.memberships(), 0, 0, grouping.membership_count()}, more);
    if (rule.by_class) columns = std::move(more);
  }
  return columns.empty() ? nullptr : ground.classes(std::move(columns));
}

// The rows that `exclude` and its like ask of: those that may match.
RowsByGroup rows_that_match(const ReadyRule& rule, const RowClasses& classes, const Run& run) {
  const AskedRule& asked = rule.asked;
  const ClassTruths truths = rule.answers->of_classes(classes);
  if (!asked.near) {
    return RowsByGroup::make(truths, rule.groups.grouping, {.kept = Kept::matching}, run);
  }
  const estate::Column& sites = asked.context.facts.estate.column(estate::column::kElementSite);
  const std::vector<std::uint32_t> unknown(sites.present() ? 0 : asked.service().size(),
                                           estate::kUnknownCode);
  const GatheredAnswer near{sites.present() ? sites.codes() : unknown, *asked.near};
  return RowsByGroup::make(truths, rule.groups.grouping, {.kept = Kept::matching, .near = &near},
                           run);
}

void judge_caps(const ReadyRule& ready, const RowClasses* classes, const Context& context,
                std::vector<Finding>& findings) {
  const AskedRule& asked = ready.asked;
  const Grouping& grouping = ready.groups.grouping;
  if (classes != nullptr && asked.rule.measure != Measure::sites) {
    judge_caps(asked, ready.answers->of_classes(*classes), grouping, findings);
    return;
  }
  const RowsByGroup rows =
      classes != nullptr ? RowsByGroup::make(ready.answers->of_classes(*classes), grouping,
                                             {.kept = Kept::in_scope}, context.run)
                         : RowsByGroup::make(*ready.answers, grouping, Kept::in_scope, context.run);
  for_each_group(
      asked.service().size(), context.run, findings,
      [&](std::size_t group, Finding& finding) { judge_cap(asked, rows.of(group), finding); });
}

void judge_by_groups(const ReadyRule& ready, const RowClasses* classes, const Context& context,
                     std::vector<Finding>& findings) {
  const AskedRule& asked = ready.asked;
  if (!ready.by_class) classes = nullptr;
  if (asked.rule.kind == RuleKind::cap) {
    judge_caps(ready, classes, context, findings);
  } else {
    const Grouping& grouping = ready.groups.grouping;
    const RowsByGroup rows = classes != nullptr ? rows_that_match(ready, *classes, context.run)
                                                : RowsByGroup::make(*ready.answers, grouping,
                                                                    Kept::matching, context.run);
    const std::vector<WaiverAnswers> waivers = waivers_of(asked.rule, context);
    for_each_group(
        asked.service().size(), context.run, findings, [&](std::size_t group, Finding& finding) {
          judge_rows(asked, waivers, {grouping, group, rows.of(group), ready.groups.service[group]},
                     finding);
        });
  }
  if (!context.options.verdicts_only) say_why(asked, findings);
}

void judge_row_by_row(const Rule& rule, const Context& context, const Grouping& grouping,
                      std::vector<Finding>& findings) {
  const Scope scope = scope_of(rule, context);
  std::vector<std::vector<Member>> members(grouping.size());
  for (std::uint32_t row = 0; row < scope.in.size(); ++row) {
    for (const GroupTruth& group : grouping.groups_of(grouping.memberships()[row])) {
      members[group.group].push_back({row, group.truth});
    }
  }
  for_each_group(scope.in.size(), context.run, findings, [&](std::size_t group, Finding& finding) {
    judge_group(rule, scope, context, members[group], finding);
  });
}

// What holds of the finding besides what its rows say; false where there is nothing to say.
bool settle(const Rule& rule, const Context& context, const Grouping& grouping, std::size_t group,
            Finding& finding) {
  hold_back_where_unknown(rule, context, finding);
  if (says_nothing(grouping, group, finding)) return false;
  if (grouping.is_null(group) && finding.in_itself != Verdict::undecided) {
    finding.in_itself = Verdict::undecided;
    finding.undecided_because = "these may stand in a group that nobody has named";
  }
  settle_force(force_of(rule, grouping.operator_of(group), context.facts.on), finding);
  return true;
}

void evaluate_rule(std::size_t number, const Context& context, const ReadyRule& ready,
                   const RowClasses* classes, std::vector<Finding>& out) {
  const Rule& rule = context.decision.rules[number];
  const Grouping& grouping = ready.groups.grouping;
  std::vector<Finding> findings(grouping.size());
  for (std::size_t group = 0; group < findings.size(); ++group) {
    findings[group].rule = number;
    findings[group].group = grouping.group(group);
    findings[group].id = finding_id(rule.id, findings[group].group);
  }
  if (ready.answers) {
    judge_by_groups(ready, classes, context, findings);
  } else if (counts_by_network(rule)) {
    judge_outside(rule, context, grouping, findings);
  } else {
    judge_row_by_row(rule, context, grouping, findings);
  }
  for (std::size_t group = 0; group < findings.size(); ++group) {
    if (settle(rule, context, grouping, group, findings[group])) {
      out.push_back(std::move(findings[group]));
    }
  }
}

}  // namespace

Verdict total_of(const Decision& decision, const std::vector<Finding>& findings) {
  Verdict total = Verdict::not_applicable;
  for (const Finding& finding : findings) {
    if (decision.rules[finding.rule].severity == RuleSeverity::warn) continue;
    if (finding.verdict <= Verdict::conforms) total = std::min(total, finding.verdict);
  }
  return total == Verdict::not_applicable ? Verdict::undecided : total;
}

Result<Evaluation> evaluate(const Decision& decision, const Facts& facts,
                            const EvaluateOptions& options, const Run& run) {
  Groundwork ground(facts, run);
  return evaluate(decision, ground, options, run);
}

Result<Evaluation> evaluate(const Decision& decision, Groundwork& ground,
                            const EvaluateOptions& options, const Run& run) {
  Evaluation out;
  const Facts& facts = ground.facts();
  const Binding binding = binding_of(decision, facts);
  const Context context{decision, facts, options, binding, run, ground.service(decision)};
  for (std::uint32_t row = 0; row < binding.operators.size(); ++row) {
    if (binding.operators[row] == Truth::no) {
      out.not_bound.emplace_back(facts.estate.id(TableId::operators, row));
    }
  }
  std::deque<ReadyRule> rules;  // where they do not move
  for (const Rule& rule : decision.rules) {
    if (run.stop.stop_requested()) return failure(ErrorKind::stopped, "stopped");
    const auto groups = ground.groups(rule, binding);
    if (!groups) return std::unexpected(groups.error());
    rules.emplace_back(rule, context, **groups);
  }
  const RowClasses* const classes = classes_for(rules, ground);
  for (std::size_t number = 0; number < rules.size(); ++number) {
    run.tell({"rules", number, decision.rules.size()});
    if (run.stop.stop_requested()) return failure(ErrorKind::stopped, "stopped");
    evaluate_rule(number, context, rules[number], classes, out.findings);
  }
  out.total = total_of(decision, out.findings);
  return out;
}

}  // namespace relook::decision
