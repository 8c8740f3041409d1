// SPDX-License-Identifier: Apache-2.0
// The verdict of rules that nothing may match: each row that is in scope and matches offends.

#include "decision/judge_rows.hpp"

#include <fmt/format.h>

#include <set>
#include <string>

#include "decision/to_find.hpp"

namespace relook::decision {
namespace {

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

std::string waiver_name(const Waiver* waiver) {
  if (waiver == nullptr) return "";
  return waiver->granted_by.empty() ? "a waiver" : waiver->granted_by;
}

// Rows of the group of which it is not known whether they are in service.
std::vector<std::uint32_t> perhaps_in_service(const AskedRule& asked, const AskedGroup& group) {
  const std::vector<Truth>& service = asked.service();
  const Grouping& grouping = group.grouping;
  std::vector<Truth> member_of(grouping.membership_count(), Truth::no);
  for (std::uint32_t m = 0; m < member_of.size(); ++m) {
    for (const GroupTruth& in : grouping.groups_of(m)) {
      if (in.group == group.number) member_of[m] = in.truth;
    }
  }
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < service.size() && rows.size() < kLookedAtMax; ++row) {
    const Truth in = both(service[row], member_of[grouping.memberships()[row]]);
    if (in == Truth::unknown) rows.push_back(row);
  }
  return rows;
}

void explain(const AskedRule& asked, const std::vector<std::uint32_t>& open, Finding& finding) {
  finding.to_find = facts_to_find(asked, open);
  if (finding.possible_count == 0) {
    finding.undecided_because = "it is not known whether anything in scope is in service";
    return;
  }
  // One row that turns out to match is a breach; that none does takes all of them.
  finding.would_settle = {open.front()};
  finding.effort = {1, finding.possible_count};
  const std::string unit(estate::schema(asked.table()).name);
  finding.tipping_point = {1, finding.possible_count, unit,
                           finding.offender_count - finding.waived_count,
                           finding.scope - finding.possible_count};
}

}  // namespace

std::vector<WaiverAnswers> waivers_of(const Rule& rule, const Context& context) {
  std::vector<WaiverAnswers> out;
  for (const Waiver& waiver : context.options.waivers) {
    if (waiver.rule != rule.id) continue;
    out.push_back({&waiver, select(waiver.selector, context.facts, context.run),
                   context.facts.on < waiver.until});
  }
  return out;
}

void judge_rows(const AskedRule& asked, const std::vector<WaiverAnswers>& waivers,
                const AskedGroup& group, Finding& finding) {
  const ServiceCount& service = group.service;
  const EvaluateOptions& options = asked.context.options;
  const std::size_t listed_max = options.verdicts_only ? 0 : options.listed_max;
  std::set<std::string> expired;
  std::vector<std::uint32_t> open;
  finding.scope = service.sure + service.possible;
  group.rows.for_each([&](const CountedRow& row) {
    const Waiver* const waiver = waiver_for(waivers, row.row, expired);
    if (both(row.in, row.matches) == Truth::unknown) {
      if (waiver != nullptr) return;
      if (finding.possible_count++ < kLookedAtMax) open.push_back(row.row);
      return;
    }
    ++finding.offender_count;
    if (waiver != nullptr) ++finding.waived_count;
    if (finding.offenders.size() < listed_max) {
      finding.offenders.push_back({asked.table(), row.row, {}, waiver_name(waiver)});
    }
  });
  finding.expired_waivers.assign(expired.begin(), expired.end());
  if (finding.offender_count > finding.waived_count) {
    finding.in_itself = Verdict::breaches;
  } else if (finding.possible_count > 0) {
    finding.in_itself = Verdict::undecided;
  } else if (service.sure > 0) {
    finding.in_itself = Verdict::conforms;
  } else {
    finding.in_itself = finding.scope == 0 ? Verdict::not_applicable : Verdict::undecided;
  }
  if (finding.in_itself != Verdict::undecided || asked.context.options.verdicts_only) return;
  if (finding.possible_count == 0) {
    open = perhaps_in_service(asked, group);
  }
  explain(asked, open, finding);
}

void say_why(const AskedRule& asked, std::vector<Finding>& findings) {
  std::vector<Offender*> offenders;
  for (Finding& finding : findings) {
    for (Offender& offender : finding.offenders) offenders.push_back(&offender);
  }
  constexpr std::size_t kOffendersInChunk = 64;
  parallel_chunks(
      offenders.size(), asked.context.run.threads,
      [&](std::size_t, Chunk chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
          offenders[i]->because = because(*asked.rule.what, asked.context.facts, offenders[i]->row);
        }
      },
      kOffendersInChunk);
}

}  // namespace relook::decision
