// SPDX-License-Identifier: Apache-2.0
// `cap`: the share of what counts that also matches is at most a limit (SEMANTICS 6).

#include "decision/cap.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "decision/tally.hpp"

namespace relook::decision {
namespace {

using estate::is_value;
using estate::kNoneCode;
using namespace estate::column;

struct Counted {
  std::vector<Unit> units;
  Siteless siteless;
  std::vector<std::uint32_t> siteless_rows;
};

Weight weight_of(const Rule& rule, std::int64_t cell) {
  if (cell != estate::kUnknownNumber) return {cell, cell};
  return {rule.weight_min.value_or(0), rule.weight_max};
}

Counted count_elements(const Rule& rule, const Scope& scope, const Context& context,
                       const std::vector<Member>& members) {
  Counted out;
  const auto column = column_of(rule.measure);
  for (const Member& member : members) {
    const Truth in = both(member.truth, scope.in[member.row]);
    if (in == Truth::no) continue;
    Weight weight;
    if (column) weight = weight_of(rule, context.facts.estate.column(*column).number(member.row));
    out.units.push_back({member.row, in, scope.matches[member.row], weight});
  }
  return out;
}

// A site is in the whole, and in the part, by the or over its elements in the group.
Counted count_sites(const Scope& scope, const Context& context,
                    const std::vector<Member>& members) {
  struct Site {
    Truth whole = Truth::no;
    Truth part = Truth::no;
    std::uint32_t doubtful = 0;  // elements that leave the part open
  };
  Counted out;
  std::map<std::uint32_t, Site> sites;
  const estate::Column& site_of = context.facts.estate.column(kElementSite);
  for (const Member& member : members) {
    const Truth in = both(member.truth, scope.in[member.row]);
    const Truth matches = scope.matches[member.row];
    const std::uint32_t code = site_of.code(member.row);
    if (in == Truth::no || code == kNoneCode) continue;
    if (!is_value(code)) {
      if (matches != Truth::no) ++out.siteless.may_match;
      if (both(in, matches) != Truth::yes) ++out.siteless.may_not;
      out.siteless_rows.push_back(member.row);
      continue;
    }
    Site& site = sites[code];
    const Truth part = both(in, matches);
    site.whole = either(site.whole, in);
    site.part = either(site.part, part);
    if (part == Truth::unknown) ++site.doubtful;
  }
  for (const auto& [code, site] : sites) {
    // One element that matches suffices; that none does takes an answer for each.
    out.units.push_back(
        {code, site.whole, site.part, {}, 1, std::max<std::uint32_t>(site.doubtful, 1)});
  }
  return out;
}

bool uncertain(const Unit& unit) {
  return unit.in_whole == Truth::unknown || unit.matches == Truth::unknown || !unit.weight.known();
}

// The rows to look up for the units that settle the share: elements as they are, and the doubtful
// elements of sites.
std::vector<std::uint32_t> rows_to_settle(const Rule& rule, const Settling& settling,
                                          const Scope& scope, const Context& context,
                                          const std::vector<Member>& members) {
  std::vector<std::uint32_t> rows;
  if (rule.measure != Measure::sites) {
    for (const Unit& unit : settling.units) rows.push_back(unit.row);
    return rows;
  }
  std::map<std::uint32_t, std::vector<std::uint32_t>> doubtful;
  for (const Member& member : members) {
    const Truth in = both(member.truth, scope.in[member.row]);
    const std::uint32_t site = context.facts.estate.column(kElementSite).code(member.row);
    if (in == Truth::no || !is_value(site)) continue;
    const bool open = both(in, scope.matches[member.row]) == Truth::unknown ||
                      (in == Truth::unknown && scope.matches[member.row] == Truth::no);
    if (open) doubtful[site].push_back(member.row);
  }
  for (const Unit& unit : settling.units) {
    const std::vector<std::uint32_t>& at_site = doubtful[unit.row];
    const std::size_t needed = settling.by_matching ? 1 : at_site.size();
    rows.insert(rows.end(), at_site.begin(),
                at_site.begin() + static_cast<std::ptrdiff_t>(std::min(needed, at_site.size())));
  }
  return rows;
}

void list_offenders(const Rule& rule, const Scope& scope, const Context& context,
                    const std::vector<Member>& members, Finding& finding) {
  const auto column = column_of(rule.measure);
  std::vector<std::pair<std::int64_t, std::uint32_t>> part;
  for (const Member& member : members) {
    if (both(both(member.truth, scope.in[member.row]), scope.matches[member.row]) != Truth::yes) {
      continue;
    }
    // A weight that is not known may be the heaviest of all.
    std::int64_t weight = 0;
    if (column) {
      weight = context.facts.estate.column(*column).number(member.row);
      if (!is_value(weight)) weight = std::numeric_limits<std::int64_t>::max();
    }
    part.emplace_back(-weight, member.row);
  }
  finding.offender_count = part.size();
  const std::size_t listed = std::min(part.size(), context.options.listed_max);
  std::ranges::partial_sort(part, part.begin() + static_cast<std::ptrdiff_t>(listed));
  for (std::size_t i = 0; i < listed; ++i) {
    const std::uint32_t row = part[i].second;
    finding.offenders.push_back(
        {scope.table,
         row,
         scope.reason ? scope.reason(row) : because(*rule.what, context.facts, row),
         {}});
  }
}

void explain_undecided(const Rule& rule, const Scope& scope, const Context& context,
                       const std::vector<Member>& members, const Counted& counted,
                       Finding& finding) {
  if (const auto tipping = tipping_point(counted.units, counted.siteless, *rule.limit);
      tipping && tipping->at_least > 0) {
    std::uint64_t known = 0;
    std::uint64_t matching = 0;
    for (const Unit& unit : counted.units) {
      if (unit.in_whole != Truth::yes || unit.matches == Truth::unknown) continue;
      ++known;
      if (unit.matches == Truth::yes) ++matching;
    }
    const std::string unit = rule.measure == Measure::sites ? "sites" : "elements";
    finding.tipping_point = {tipping->at_least, tipping->of, unit, matching, known};
  }
  std::uint64_t open = 0;
  std::vector<CellUse> uses;
  constexpr std::size_t kLookedAtMax = 200'000;
  for (const Member& member : members) {
    const Truth in = both(member.truth, scope.in[member.row]);
    if (in == Truth::no) continue;
    const auto column = column_of(rule.measure);
    const bool weight_open =
        column && context.facts.estate.column(*column).number(member.row) == estate::kUnknownNumber;
    const bool site_open = rule.measure == Measure::sites &&
                           !is_value(context.facts.estate.column(kElementSite).code(member.row));
    const bool doubtful = in == Truth::unknown || scope.matches[member.row] == Truth::unknown ||
                          weight_open || site_open;
    if (!doubtful) continue;
    if (++open > kLookedAtMax) continue;
    for (CellUse& use : unknowns_of(rule, scope, context, member.row)) {
      uses.push_back(std::move(use));
    }
  }
  finding.to_find = group_facts(uses, context);
  if (const auto settling = smallest_settling(counted.units, counted.siteless, *rule.limit)) {
    finding.would_settle = rows_to_settle(rule, *settling, scope, context, members);
    finding.effort = {finding.would_settle.size(), open};
    if (finding.would_settle.size() > context.options.listed_max) {
      finding.would_settle.resize(context.options.listed_max);
    }
  } else {
    finding.effort = {open, open};
  }
}

}  // namespace

void judge_cap(const Rule& rule, const Scope& scope, const Context& context,
               const std::vector<Member>& members, Finding& finding) {
  const Counted counted = rule.measure == Measure::sites
                              ? count_sites(scope, context, members)
                              : count_elements(rule, scope, context, members);
  Sums sums;
  for (const Unit& unit : counted.units) {
    sums.add(unit);
    if (uncertain(unit)) ++finding.possible_count;
  }
  finding.possible_count += counted.siteless_rows.size();
  finding.scope = counted.units.size() + counted.siteless_rows.size();
  const ShareInterval interval = interval_of(sums, counted.siteless);
  finding.measured = {rule.measure, interval.low, interval.high};
  if (!interval.high.unbounded && !interval.nothing_surely) {
    finding.headroom = headroom(interval.high, *rule.limit);
  }
  constexpr Verdict kVerdictOf[] = {Verdict::breaches, Verdict::undecided, Verdict::conforms,
                                    Verdict::not_applicable};
  finding.in_itself = kVerdictOf[static_cast<std::size_t>(judge(interval, *rule.limit))];
  if (finding.in_itself == Verdict::breaches) {
    list_offenders(rule, scope, context, members, finding);
  }
  if (finding.in_itself == Verdict::undecided) {
    explain_undecided(rule, scope, context, members, counted, finding);
  }
}

}  // namespace relook::decision
