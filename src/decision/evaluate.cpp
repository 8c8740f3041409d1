// SPDX-License-Identifier: Apache-2.0
#include "decision/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "decision/cap.hpp"
#include "decision/diversify.hpp"
#include "decision/know.hpp"
#include "decision/scope.hpp"

namespace relook::decision {
namespace {

using estate::TableId;

// Whether the rule is asked on the day; nothing where a date that it hangs on is not set.
struct Force {
  Truth asked = Truth::yes;
  std::optional<Date> due;
  std::string unset;
};

Force force_of(const Rule& rule, std::string_view operator_id, Date on) {
  Force force;
  const auto require = [&](const std::optional<Day>& day, const auto& holds) {
    if (!day) return;
    const std::optional<Date> date = day->of(operator_id);
    if (date) {
      force.asked = both(force.asked, truth(holds(*date)));
    } else {
      force.asked = both(force.asked, Truth::unknown);
      force.unset = day->unset;
    }
  };
  require(rule.from, [&](Date date) { return date <= on; });
  require(rule.by, [&](Date date) { return date < on; });
  require(rule.until, [&](Date date) { return on < date; });
  if (rule.from) force.due = rule.from->of(operator_id);
  if (rule.by && rule.by->of(operator_id)) force.due = Date{rule.by->of(operator_id)->days + 1};
  return force;
}

// A rule whose dates are not known is undecided, never not-in-force (SEMANTICS 3.3).
void settle_force(const Force& force, Finding& finding) {
  finding.due = force.due;
  finding.verdict = finding.in_itself;
  if (force.asked == Truth::no) finding.verdict = Verdict::not_in_force;
  if (force.asked == Truth::unknown) {
    finding.verdict = Verdict::undecided;
    finding.undecided_because =
        force.unset.empty() ? "the day from which it is asked is not known for this operator"
                            : fmt::format(
                                  "the parameter '{}' is not set, so nobody can "
                                  "say from which day it is asked",
                                  force.unset);
    finding.to_find.insert(
        finding.to_find.begin(),
        FactGroup{{Missing::parameter, {}, 0, force.unset}, force.unset, {}, {}, {}, 1});
  }
}

struct WaiverAnswers {
  const Waiver* waiver;
  std::vector<Truth> rows;
  bool valid;  ///< before its end
};

std::vector<WaiverAnswers> waivers_of(const Rule& rule, const Context& context) {
  std::vector<WaiverAnswers> out;
  for (const Waiver& waiver : context.options.waivers) {
    if (waiver.rule != rule.id) continue;
    out.push_back({&waiver, select(waiver.selector, context.facts, context.run),
                   context.facts.on < waiver.until});
  }
  return out;
}

// Who excuses the row on this day; notes an expired waiver that would have.
const Waiver* waiver_for(const std::vector<WaiverAnswers>& waivers, std::uint32_t row,
                         std::set<std::string>& expired) {
  const Waiver* found = nullptr;
  for (const WaiverAnswers& answers : waivers) {
    if (answers.rows[row] != Truth::yes) continue;
    if (answers.valid) {
      if (found == nullptr) found = answers.waiver;
    } else {
      expired.insert(fmt::format("granted by {} until {}: {}", answers.waiver->granted_by,
                                 to_string(answers.waiver->until), answers.waiver->selector.text));
    }
  }
  return found;
}

struct Undecided {
  std::vector<std::uint32_t> rows;  ///< that may offend
  std::uint64_t count = 0;
  bool scope_sure = false;
};

void explain_rows(const Rule& rule, const Scope& scope, const Context& context,
                  const Undecided& open, Finding& finding) {
  std::vector<CellUse> uses;
  for (const std::uint32_t row : open.rows) {
    for (CellUse& use : unknowns_of(rule, scope, context, row)) uses.push_back(std::move(use));
  }
  finding.to_find = group_facts(uses, context);
  if (open.count == 0) {
    finding.undecided_because = "it is not known whether anything in scope is in service";
    return;
  }
  // One row that turns out to match is a breach; that none does takes all of them.
  finding.would_settle = {open.rows.front()};
  finding.effort = {1, open.count};
  const std::string unit(estate::schema(scope.table).name);
  finding.tipping_point = {1, open.count, unit, finding.offender_count - finding.waived_count,
                           finding.scope - open.count};
}

void judge_rows(const Rule& rule, const Scope& scope, const Context& context,
                const std::vector<WaiverAnswers>& waivers, const std::vector<Member>& members,
                Finding& finding) {
  constexpr std::size_t kLookedAtMax = 200'000;
  std::set<std::string> expired;
  Undecided open;
  std::vector<std::uint32_t> scope_open;
  std::uint64_t unwaived = 0;
  for (const Member& member : members) {
    const Truth in = both(member.truth, scope.in[member.row]);
    if (in == Truth::no) continue;
    ++finding.scope;
    open.scope_sure = open.scope_sure || in == Truth::yes;
    if (in == Truth::unknown && scope_open.size() < kLookedAtMax) scope_open.push_back(member.row);
    const Truth match = both(in, scope.matches[member.row]);
    if (match == Truth::no) continue;
    const Waiver* waiver = waiver_for(waivers, member.row, expired);
    if (match == Truth::unknown) {
      if (waiver != nullptr) continue;
      if (open.count++ < kLookedAtMax) open.rows.push_back(member.row);
      continue;
    }
    ++finding.offender_count;
    if (waiver != nullptr) ++finding.waived_count;
    if (waiver == nullptr) ++unwaived;
    if (finding.offenders.size() < context.options.listed_max) {
      finding.offenders.push_back({scope.table, member.row,
                                   because(*rule.what, context.facts, member.row),
                                   waiver == nullptr            ? ""
                                   : waiver->granted_by.empty() ? "a waiver"
                                                                : waiver->granted_by});
    }
  }
  finding.possible_count = open.count;
  finding.expired_waivers.assign(expired.begin(), expired.end());
  if (unwaived > 0) {
    finding.in_itself = Verdict::breaches;
  } else if (open.count > 0) {
    finding.in_itself = Verdict::undecided;
  } else if (open.scope_sure) {
    finding.in_itself = Verdict::conforms;
  } else {
    finding.in_itself = finding.scope == 0 ? Verdict::not_applicable : Verdict::undecided;
  }
  if (finding.in_itself != Verdict::undecided) return;
  if (open.count == 0) open.rows = scope_open;
  explain_rows(rule, scope, context, open, finding);
}

bool built(const Rule& rule) {
  if (rule.kind == RuleKind::avoid || rule.kind == RuleKind::withstand) return false;
  const bool by_demand = rule.measure == Measure::demand;
  return !by_demand || (rule.kind != RuleKind::cap && rule.kind != RuleKind::diversify);
}

std::string unbuilt_because(const Rule& rule) {
  if (rule.kind == RuleKind::cap || rule.kind == RuleKind::diversify) {
    return "a share measured by demand is not built yet";
  }
  return fmt::format("rules of kind '{}' are not built yet",
                     kRuleKinds[static_cast<std::size_t>(rule.kind)]);
}

// The groups' rows. A row stands in few groups, save where its group is unknown.
std::vector<std::vector<Member>> rows_by_group(const Grouping& grouping, std::size_t rows) {
  std::vector<std::vector<Member>> members(grouping.size());
  for (std::uint32_t row = 0; row < rows; ++row) {
    grouping.for_each(row, [&](std::size_t group, Truth truth) {
      if (truth != Truth::no) members[group].push_back({row, truth});
    });
  }
  return members;
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

void judge_group(const Rule& rule, Scope& scope, const Context& context,
                 const std::vector<WaiverAnswers>& waivers, const std::vector<Member>& members,
                 Finding& finding) {
  if (!built(rule)) {
    finding.in_itself = Verdict::undecided;
    finding.undecided_because = unbuilt_because(rule);
  } else if (rule.kind == RuleKind::cap) {
    judge_cap(rule, scope, context, members, finding);
  } else if (rule.kind == RuleKind::diversify) {
    judge_diversify(rule, scope, context, members, finding);
  } else if (rule.kind == RuleKind::know) {
    judge_know(rule, scope, context, members, finding);
  } else {
    judge_rows(rule, scope, context, waivers, members, finding);
  }
  if (!context.facts.estate.table(scope.table).present()) {
    hold_back(
        finding,
        fmt::format("{}.csv is missing: nothing is known of it", estate::schema(scope.table).name),
        scope.table);
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

Result<void> evaluate_rule(std::size_t number, const Context& context,
                           std::vector<Finding>& findings) {
  const Rule& rule = context.decision.rules[number];
  const auto grouping = Grouping::make(rule, context.binding, context.facts);
  if (!grouping) return std::unexpected(grouping.error());
  Scope scope = scope_of(rule, context);
  const std::vector<WaiverAnswers> waivers = waivers_of(rule, context);
  const auto members = rows_by_group(*grouping, scope.in.size());
  for (std::size_t group = 0; group < grouping->size(); ++group) {
    Finding finding;
    finding.rule = number;
    finding.group = grouping->group(group);
    finding.id = finding_id(rule.id, finding.group);
    judge_group(rule, scope, context, waivers, members[group], finding);
    if (says_nothing(*grouping, group, finding)) continue;
    if (grouping->is_null(group) && finding.in_itself != Verdict::undecided) {
      finding.in_itself = Verdict::undecided;
      finding.undecided_because = "these may stand in a group that nobody has named";
    }
    settle_force(force_of(rule, grouping->operator_of(group), context.facts.on), finding);
    findings.push_back(std::move(finding));
  }
  return {};
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
  Evaluation out;
  const Binding binding = binding_of(decision, facts);
  const Context context{decision, facts, options, binding, run};
  for (std::uint32_t row = 0; row < binding.operators.size(); ++row) {
    if (binding.operators[row] == Truth::no) {
      out.not_bound.emplace_back(facts.estate.id(TableId::operators, row));
    }
  }
  for (std::size_t number = 0; number < decision.rules.size(); ++number) {
    run.tell({"rules", number, decision.rules.size()});
    if (run.stop.stop_requested()) return failure(ErrorKind::stopped, "stopped");
    if (auto done = evaluate_rule(number, context, out.findings); !done) {
      return std::unexpected(done.error());
    }
  }
  out.total = total_of(decision, out.findings);
  return out;
}

}  // namespace relook::decision
