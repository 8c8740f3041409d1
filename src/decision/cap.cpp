// SPDX-License-Identifier: Apache-2.0
// `cap`: the share of what counts that also matches is at most a limit (SEMANTICS 6).
//
// Rows are first summed by what they are in, surely or possibly: that gives the verdict. Only where
// it is undecided is each unit listed, to see which of them would settle it.

#include "decision/cap.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "decision/cap_totals.hpp"
#include "decision/tally.hpp"
#include "decision/to_find.hpp"

namespace relook::decision {
namespace {

using estate::Column;
using estate::is_value;
using estate::kNoneCode;
using namespace estate::column;

// ---- elements, each with its weight

Totals total_elements(const AskedRule& asked, const GroupRowsView& rows) {
  const Column* const weights = weights_of(asked);
  ByClass<Weighed> classes;
  rows.for_each([&](const CountedRow& row) {
    classes.at(row.in, row.matches).add(weights != nullptr ? weights->number(row.row) : 1);
  });
  return totals_of(asked.rule, classes);
}

UnitList list_elements(const AskedRule& asked, const GroupRowsView& rows) {
  const Column* const weights = weights_of(asked);
  UnitList units;
  rows.for_each([&](const CountedRow& row) {
    Weight weight;
    if (weights != nullptr) weight = weight_of(asked.rule, weights->number(row.row));
    units.add({row.row, row.in, row.matches, weight});
  });
  return units;
}

// ---- sites: in the whole, and in the part, by the or over their elements in the group

struct Site {
  Truth whole = Truth::no;
  Truth part = Truth::no;
  std::uint32_t doubtful = 0;  ///< elements that leave the part open
};

// The sites of a group, and how many elements of unknown site may and may not match.
struct Sites {
  std::vector<std::uint32_t> codes;  ///< of `sites`, ascending; empty where these are all sites
  std::vector<Site> sites;
  Siteless siteless;
  std::uint64_t siteless_rows = 0;

  [[nodiscard]] std::uint32_t code(std::size_t place) const {
    return codes.empty() ? static_cast<std::uint32_t>(place) : codes[place];
  }
  [[nodiscard]] Site& at(std::uint32_t site) {
    if (codes.empty()) return sites[site];
    return sites[static_cast<std::size_t>(std::ranges::lower_bound(codes, site) - codes.begin())];
  }
};

// Room for all sites, or, where a group has few rows, for those where they stand.
Sites room_for_sites(const Column& site_of, std::size_t all, const GroupRowsView& rows) {
  constexpr std::size_t kSitesForARow = 16;
  Sites out;
  if (rows.size() >= all / kSitesForARow) {
    out.sites.resize(all);
    return out;
  }
  rows.for_each([&](const CountedRow& row) {
    if (is_value(site_of.code(row.row))) out.codes.push_back(site_of.code(row.row));
  });
  std::ranges::sort(out.codes);
  out.codes.erase(std::ranges::unique(out.codes).begin(), out.codes.end());
  out.sites.resize(out.codes.size());
  return out;
}

Sites sites_of(const AskedRule& asked, const GroupRowsView& rows) {
  const estate::Estate& estate = asked.context.facts.estate;
  const Column& site_of = estate.column(kElementSite);
  Sites out = room_for_sites(site_of, estate.rows(estate::TableId::sites), rows);
  rows.for_each([&](const CountedRow& row) {
    const std::uint32_t code = site_of.code(row.row);
    if (code == kNoneCode) return;
    const Truth part = both(row.in, row.matches);
    if (!is_value(code)) {
      if (row.matches != Truth::no) ++out.siteless.may_match;
      if (part != Truth::yes) ++out.siteless.may_not;
      ++out.siteless_rows;
      return;
    }
    Site& site = out.at(code);
    site.whole = either(site.whole, row.in);
    site.part = either(site.part, part);
    if (part == Truth::unknown) ++site.doubtful;
  });
  return out;
}

Totals total_sites(const Sites& sites) {
  ByClass<std::uint64_t> classes;
  for (const Site& site : sites.sites) ++classes.at(site.whole, site.part);
  Totals totals;
  classes.for_each([&](Truth in, Truth matches, std::uint64_t count) {
    const auto weight = static_cast<Int128>(count);
    totals.sums.add(Lot{in, matches, weight, weight});
    totals.units += count;
    if (!sure(in, matches)) totals.uncertain += count;
  });
  totals.siteless = sites.siteless;
  totals.units += sites.siteless_rows;
  totals.uncertain += sites.siteless_rows;
  return totals;
}

UnitList list_sites(const Sites& sites) {
  UnitList units;
  for (std::size_t place = 0; place < sites.sites.size(); ++place) {
    const Site& site = sites.sites[place];
    if (site.whole == Truth::no) continue;
    // One element that matches suffices; that none does takes an answer for each.
    units.add({sites.code(place),
               site.whole,
               site.part,
               {},
               1,
               std::max<std::uint32_t>(site.doubtful, 1)});
  }
  return units;
}

// ---- what follows from it

// The rows to look up for the units that settle the share: elements as they are, and the doubtful
// elements of sites.
std::vector<std::uint32_t> rows_to_settle(const AskedRule& asked, const Settling& settling,
                                          const GroupRowsView& rows) {
  std::vector<std::uint32_t> out;
  if (asked.rule.measure != Measure::sites) {
    for (const Unit& unit : settling.units) out.push_back(unit.row);
    return out;
  }
  std::map<std::uint32_t, std::vector<std::uint32_t>> doubtful;
  for (const Unit& unit : settling.units) doubtful.emplace(unit.row, 0);
  const Column& site_of = asked.context.facts.estate.column(kElementSite);
  rows.for_each([&](const CountedRow& row) {
    const bool open = both(row.in, row.matches) == Truth::unknown ||
                      (row.in == Truth::unknown && row.matches == Truth::no);
    if (!open) return;
    const auto at_site = doubtful.find(site_of.code(row.row));
    if (at_site != doubtful.end()) at_site->second.push_back(row.row);
  });
  for (const Unit& unit : settling.units) {
    const std::vector<std::uint32_t>& at_site = doubtful[unit.row];
    const std::size_t needed = settling.by_matching ? 1 : at_site.size();
    out.insert(out.end(), at_site.begin(),
               at_site.begin() + static_cast<std::ptrdiff_t>(std::min(needed, at_site.size())));
  }
  return out;
}

// Keeps the `most` smallest of what is added; of many the rest is dropped now and then.
class Smallest {
 public:
  using Entry = std::pair<std::int64_t, std::uint32_t>;

  explicit Smallest(std::size_t most) : most_(most) {}

  void add(const Entry& entry) {
    if (most_ == 0 || (bounded_ && !(entry < bound_))) return;
    entries_.push_back(entry);
    if (entries_.size() >= 2 * most_) drop();
  }
  [[nodiscard]] std::vector<Entry> sorted() && {
    std::ranges::sort(entries_);
    if (entries_.size() > most_) entries_.resize(most_);
    return std::move(entries_);
  }

 private:
  void drop() {
    const auto last = entries_.begin() + static_cast<std::ptrdiff_t>(most_ - 1);
    std::ranges::nth_element(entries_, last);
    bound_ = *last;
    bounded_ = true;
    entries_.resize(most_);
  }

  std::size_t most_;
  std::vector<Entry> entries_;
  bool bounded_ = false;
  Entry bound_ = {};  // no further entry that is not below it is among the smallest
};

// Lists the rows that `offends` says do, the heaviest first.
template <class Offends>
void list_offenders(const AskedRule& asked, const GroupRowsView& rows, const Offends& offends,
                    Finding& finding) {
  const Column* const weights = weights_of(asked);
  Smallest heaviest(asked.context.options.listed_max);
  finding.offender_count = 0;
  rows.for_each([&](const CountedRow& row) {
    if (!offends(row)) return;
    // A weight that is not known may be the heaviest of all.
    std::int64_t weight = weights != nullptr ? weights->number(row.row) : 0;
    if (!is_value(weight)) weight = std::numeric_limits<std::int64_t>::max();
    ++finding.offender_count;
    heaviest.add({-weight, row.row});
  });
  for (const auto& [weight, row] : std::move(heaviest).sorted()) {
    finding.offenders.push_back({asked.table(), row, {}, {}});
  }
}

void tell_tipping_point(const AskedRule& asked, const UnitList& list,
                        const std::vector<Unit>& units, const Siteless& siteless,
                        Finding& finding) {
  const auto tipping = tipping_point(units, siteless, *asked.rule.limit);
  if (!tipping || tipping->at_least == 0) return;
  const std::string unit = asked.rule.measure == Measure::sites  ? "sites"
                           : asked.rule.over == Subject::demands ? "demands"
                                                                 : "elements";
  finding.tipping_point = {tipping->at_least, tipping->of, unit, list.matching(), list.known()};
}

// Says what is missing of the rows that are open, and how many they are.
std::uint64_t tell_what_to_find(const AskedRule& asked, const GroupRowsView& rows,
                                Finding& finding) {
  const Column* const weights = weights_of(asked);
  const Column& site_of = asked.context.facts.estate.column(kElementSite);
  const bool by_site = asked.rule.measure == Measure::sites;
  std::uint64_t open = 0;
  std::vector<std::uint32_t> looked_at;
  rows.for_each([&](const CountedRow& row) {
    const bool doubtful =
        row.in == Truth::unknown || row.matches == Truth::unknown ||
        (weights != nullptr && weights->number(row.row) == estate::kUnknownNumber) ||
        (by_site && !is_value(site_of.code(row.row)));
    if (doubtful && ++open <= kLookedAtMax) looked_at.push_back(row.row);
  });
  finding.to_find = facts_to_find(asked, looked_at);
  return open;
}

void explain_undecided(const AskedRule& asked, const GroupRowsView& rows, UnitList list,
                       const Siteless& siteless, Finding& finding) {
  const std::vector<Unit> units = list.take();
  tell_tipping_point(asked, list, units, siteless, finding);
  const std::uint64_t open = tell_what_to_find(asked, rows, finding);
  const auto settling = smallest_settling(units, siteless, *asked.rule.limit);
  if (!settling) {
    finding.effort = {open, open};
    return;
  }
  finding.would_settle = rows_to_settle(asked, *settling, rows);
  finding.effort = {finding.would_settle.size(), open};
  if (finding.would_settle.size() > asked.context.options.listed_max) {
    finding.would_settle.resize(asked.context.options.listed_max);
  }
}

bool surely_in_part(const CountedRow& row) { return both(row.in, row.matches) == Truth::yes; }

}  // namespace

void tell_cap(const AskedRule& asked, const GroupRowsView& rows, Finding& finding) {
  if (finding.in_itself == Verdict::breaches) list_offenders(asked, rows, surely_in_part, finding);
  if (finding.in_itself == Verdict::undecided) {
    explain_undecided(asked, rows, list_elements(asked, rows), {}, finding);
  }
}

void judge_cap(const AskedRule& asked, const GroupRowsView& rows, Finding& finding) {
  const bool verdict_only = asked.context.options.verdicts_only;
  if (asked.rule.measure != Measure::sites) {
    judge_totals(asked.rule, total_elements(asked, rows), finding);
    if (!verdict_only) tell_cap(asked, rows, finding);
    return;
  }
  const Sites sites = sites_of(asked, rows);
  judge_totals(asked.rule, total_sites(sites), finding);
  if (verdict_only) return;
  if (finding.in_itself == Verdict::breaches) list_offenders(asked, rows, surely_in_part, finding);
  if (finding.in_itself == Verdict::undecided) {
    explain_undecided(asked, rows, list_sites(sites), sites.siteless, finding);
  }
}

void judge_cap(const Rule& rule, const Scope& scope, const Context& context,
               const std::vector<Member>& members, Finding& finding) {
  std::vector<CountedRow> counted;
  for (const Member& member : members) {
    const Truth in = both(member.truth, scope.in[member.row]);
    if (in != Truth::no) counted.push_back({member.row, in, scope.matches[member.row]});
  }
  judge_cap({.rule = rule, .context = context, .further = scope.further, .reason = scope.reason},
            counted, finding);
}

void judge_kept(const AskedRule& asked, std::span<const CountedRow> rows, Finding& finding) {
  const GroupRowsView view{{rows}};
  std::optional<Sites> sites;
  if (asked.rule.measure == Measure::sites) sites = sites_of(asked, view);
  judge_totals(asked.rule, sites ? total_sites(*sites) : total_elements(asked, view), finding);
  if (asked.context.options.verdicts_only) return;
  const Column& site_of = asked.context.facts.estate.column(kElementSite);
  // At a site where something is left nothing is missed.
  const auto offends = [&](const CountedRow& row) {
    if (row.in != Truth::yes || row.matches != Truth::no) return false;
    const std::uint32_t site = sites ? site_of.code(row.row) : estate::kUnknownCode;
    return !sites || !is_value(site) || sites->at(site).part == Truth::no;
  };
  if (finding.in_itself == Verdict::breaches) {
    list_offenders(asked, view, offends, finding);
    for (Offender& offender : finding.offenders) offender.because = asked.reason(offender.row);
  }
}

void judge_cap(const AskedRule& asked, std::span<const CountedRow> rows, Finding& finding) {
  judge_cap(asked, GroupRowsView{{rows}}, finding);
  for (Offender& offender : finding.offenders) offender.because = asked.reason(offender.row);
}

}  // namespace relook::decision
