// SPDX-License-Identifier: Apache-2.0
#include "decision/cap_totals.hpp"

#include <algorithm>
#include <vector>

#include "base/parallel.hpp"
#include "decision/cap.hpp"

namespace relook::decision {
namespace {

// By class, what the rows weigh that may be in scope.
std::vector<Weighed> weigh_classes(const AskedRule& asked, const ClassTruths& truths) {
  const RowClasses& classes = truths.classes;
  const estate::Column* const weights = weights_of(asked);
  std::vector<Weighed> out(classes.size());
  // Counts stand ready; what is weighed is looked up for each row.
  if (weights == nullptr) {
    for (std::size_t c = 0; c < out.size(); ++c) {
      if (truths.in[c] == Truth::no) continue;
      out[c].known = classes.rows()[c];
      out[c].weight = static_cast<Int128>(classes.rows()[c]);
    }
    return out;
  }
  // Few classes are in scope: these are numbered by themselves, with one that takes all others.
  std::vector<RowClasses::Number> place_of(classes.size(), 0);
  std::vector<std::size_t> class_of_place = {0};
  for (std::size_t c = 0; c < out.size(); ++c) {
    if (truths.in[c] == Truth::no) continue;
    place_of[c] = static_cast<RowClasses::Number>(class_of_place.size());
    class_of_place.push_back(c);
  }
  constexpr std::size_t kPartRows = std::size_t{1} << 18;
  const std::span<const RowClasses::Number> class_of = classes.class_of();
  std::vector<std::vector<Weighed>> parts((class_of.size() + kPartRows - 1) / kPartRows);
  parallel_chunks(
      class_of.size(), asked.context.run.threads,
      [&](std::size_t number, Chunk rows) {
        std::vector<Weighed> here(class_of_place.size());
        for (std::size_t row = rows.begin; row < rows.end; ++row) {
          const RowClasses::Number place = place_of[class_of[row]];
          if (place != 0) here[place].add(weights->number(row));
        }
        parts[number] = std::move(here);
      },
      kPartRows);
  for (const std::vector<Weighed>& part : parts) {
    for (std::size_t place = 1; place < part.size(); ++place) {
      out[class_of_place[place]].add(part[place]);
    }
  }
  return out;
}

}  // namespace

const estate::Column* weights_of(const AskedRule& asked) {
  const auto column = column_of(asked.rule.measure);
  return column ? &asked.context.facts.estate.column(*column) : nullptr;
}

Weight weight_of(const Rule& rule, std::int64_t cell) {
  if (cell != estate::kUnknownNumber) return {cell, cell};
  return {rule.weight_min.value_or(0), rule.weight_max};
}

Totals totals_of(const Rule& rule, const ByClass<Weighed>& classes) {
  const Weight open = weight_of(rule, estate::kUnknownNumber);
  Totals totals;
  classes.for_each([&](Truth in, Truth matches, const Weighed& weighed) {
    if (weighed.known > 0) totals.sums.add(Lot{in, matches, weighed.weight, weighed.weight});
    if (weighed.unknown > 0) {
      const auto count = static_cast<Int128>(weighed.unknown);
      totals.sums.add(
          Lot{in, matches, count * open.least, count * open.most.value_or(open.least), !open.most});
    }
    totals.units += weighed.known + weighed.unknown;
    const bool all = !sure(in, matches);
    totals.uncertain += (all ? weighed.known : 0) + (all || !open.known() ? weighed.unknown : 0);
  });
  return totals;
}

// A share that must be kept is one of the rest, of which there may be at most what is left.
void judge_totals(const Rule& rule, const Totals& totals, Finding& finding) {
  finding.possible_count = totals.uncertain;
  finding.scope = totals.units;
  ShareInterval interval = interval_of(totals.sums, totals.siteless);
  finding.measured = {rule.measure, interval.low, interval.high};
  Share limit;
  if (rule.kind == RuleKind::withstand) {
    interval = rest_of(interval);
    limit = {rule.share->whole - rule.share->part, rule.share->whole};
  } else {
    limit = *rule.limit;
  }
  if (!interval.high.unbounded && !interval.nothing_surely) {
    finding.headroom = headroom(interval.high, limit);
  }
  constexpr Verdict kVerdictOf[] = {Verdict::breaches, Verdict::undecided, Verdict::conforms,
                                    Verdict::not_applicable};
  finding.in_itself = kVerdictOf[static_cast<std::size_t>(judge(interval, limit))];
}

void judge_caps(const AskedRule& asked, const ClassTruths& truths, const Grouping& grouping,
                std::vector<Finding>& findings) {
  const std::vector<Weighed> weighed = weigh_classes(asked, truths);
  const std::span<const std::uint32_t> memberships =
      memberships_of_classes(grouping, truths.classes);
  std::vector<ByClass<Weighed>> by_group(findings.size());
  for (std::size_t c = 0; c < weighed.size(); ++c) {
    if (truths.in[c] == Truth::no) continue;
    for (const GroupTruth& group : grouping.groups_of(memberships[c])) {
      by_group[group.group].at(both(truths.in[c], group.truth), truths.matches[c]).add(weighed[c]);
    }
  }
  std::vector<std::uint8_t> wanted(findings.size());
  for (std::size_t group = 0; group < findings.size(); ++group) {
    judge_totals(asked.rule, totals_of(asked.rule, by_group[group]), findings[group]);
    const Verdict verdict = findings[group].in_itself;
    wanted[group] = verdict == Verdict::breaches || verdict == Verdict::undecided ? 1 : 0;
  }
  if (asked.context.options.verdicts_only || std::ranges::count(wanted, 1) == 0) return;
  const Run& run = asked.context.run;
  const RowsByGroup rows =
      RowsByGroup::make(truths, grouping, {.kept = Kept::in_scope, .groups = wanted}, run);
  parallel_chunks(
      findings.size(), asked.service().size() < kChunkSize ? 1 : run.threads,
      [&](std::size_t group, Chunk) {
        if (wanted[group] != 0) tell_cap(asked, rows.of(group), findings[group]);
      },
      1);
}

}  // namespace relook::decision
