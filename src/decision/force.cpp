// SPDX-License-Identifier: Apache-2.0
#include "decision/force.hpp"

#include <fmt/format.h>

namespace relook::decision {

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

}  // namespace relook::decision
