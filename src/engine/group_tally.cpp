// SPDX-License-Identifier: Apache-2.0
#include "engine/group_tally.hpp"

#include "estate/column.hpp"

namespace relook::engine {
namespace {

using decision::Finding;
using decision::Measure;
using decision::Rule;
using decision::Verdict;

std::int64_t sign(Turn turn) { return static_cast<std::int64_t>(turn); }

std::uint64_t count(std::int64_t number) { return static_cast<std::uint64_t>(number); }

// Of a site: surely, possibly or not, by its elements.
Truth of_counts(std::int64_t surely, std::int64_t maybe) {
  return surely > 0 ? Truth::yes : maybe > 0 ? Truth::unknown : Truth::no;
}

}  // namespace

void RowsTally::take(const Stand& stand, std::int64_t rows) {
  scope_ += rows;
  if (stand.in == Truth::yes) surely_in_ += rows;
  const Truth match = both(stand.in, stand.matches);
  if (match == Truth::unknown && !stand.waived) open_ += rows;
  if (match != Truth::yes) return;
  offenders_ += rows;
  if (stand.waived) waived_ += rows;
}

void RowsTally::fill(Finding& finding) const {
  finding.scope = count(scope_);
  finding.offender_count = count(offenders_);
  finding.waived_count = count(waived_);
  finding.possible_count = count(open_);
  if (offenders_ > waived_) {
    finding.in_itself = Verdict::breaches;
  } else if (open_ > 0) {
    finding.in_itself = Verdict::undecided;
  } else if (surely_in_ > 0) {
    finding.in_itself = Verdict::conforms;
  } else {
    finding.in_itself = scope_ == 0 ? Verdict::not_applicable : Verdict::undecided;
  }
}

ShareTally::Class& ShareTally::class_of(Truth in, Truth matches) {
  return classes_[in == Truth::yes ? 1 : 0][static_cast<std::size_t>(matches)];
}

void ShareTally::take_unit(Truth in, Truth matches, std::int64_t weight, Turn turn) {
  Class& of = class_of(in, matches);
  if (weight == estate::kUnknownNumber) {
    of.open += sign(turn);
    return;
  }
  of.known += sign(turn);
  of.weight += Int128{sign(turn)} * weight;
}

void ShareTally::count_site(const Site& site, Turn turn) {
  const Truth whole = of_counts(site.in_surely, site.in_maybe);
  if (whole == Truth::no) return;
  take_unit(whole, of_counts(site.part_surely, site.part_maybe), 1, turn);
}

void ShareTally::take_at_site(const Stand& stand, Turn turn) {
  if (stand.site == estate::kNoneCode) return;
  const std::int64_t by = sign(turn);
  const Truth part = both(stand.in, stand.matches);
  if (!estate::is_value(stand.site)) {
    if (stand.matches != Truth::no) may_match_ += by;
    if (part != Truth::yes) may_not_ += by;
    siteless_ += by;
    return;
  }
  Site& site = sites_[stand.site];
  count_site(site, Turn::leaves);
  (stand.in == Truth::yes ? site.in_surely : site.in_maybe) += by;
  if (part == Truth::yes) site.part_surely += by;
  if (part == Truth::unknown) site.part_maybe += by;
  count_site(site, Turn::joins);
}

void ShareTally::take(const Stand& stand, const Rule& rule, Turn turn) {
  if (rule.measure == Measure::sites) {
    take_at_site(stand, turn);
  } else {
    take_unit(stand.in, stand.matches, stand.weight, turn);
  }
}

// What Sums::add makes of the units one by one.
decision::Sums ShareTally::sums(const Rule& rule) const {
  decision::Sums out;
  for (const Truth in : {Truth::unknown, Truth::yes}) {
    for (const Truth matches : {Truth::no, Truth::unknown, Truth::yes}) {
      const Class& of = classes_[in == Truth::yes ? 1 : 0][static_cast<std::size_t>(matches)];
      const std::int64_t lightest = rule.weight_min.value_or(0);
      const Int128 least = of.weight + Int128{of.open} * lightest;
      const Int128 most = of.weight + Int128{of.open} * rule.weight_max.value_or(lightest);
      const bool unbounded = of.open > 0 && !rule.weight_max;
      decision::Sums part;
      part.anything = unbounded || most > 0;
      if (in == Truth::yes) part.whole_least = least;
      if (in == Truth::yes && matches == Truth::yes) {
        part.part_low = least;
      } else if (matches != Truth::yes) {
        part.rest_high = most;
        part.rest_unbounded = unbounded;
      }
      if (matches != Truth::no) {
        part.part_high = most;
        part.part_unbounded = unbounded;
      } else if (in == Truth::yes) {
        part.rest_low = least;
      }
      out.add(part);
    }
  }
  return out;
}

void ShareTally::fill(const Rule& rule, Finding& finding) const {
  std::int64_t units = 0;
  std::int64_t open = 0;
  for (const Truth in : {Truth::unknown, Truth::yes}) {
    for (const Truth matches : {Truth::no, Truth::unknown, Truth::yes}) {
      const Class& of = classes_[in == Truth::yes ? 1 : 0][static_cast<std::size_t>(matches)];
      units += of.known + of.open;
      open += of.open;
      if (in == Truth::unknown || matches == Truth::unknown) open += of.known;
    }
  }
  finding.scope = count(units + siteless_);
  finding.possible_count = count(open + siteless_);
  const decision::Siteless siteless{count(may_match_), count(may_not_)};
  const decision::ShareInterval interval = interval_of(sums(rule), siteless);
  finding.measured = {rule.measure, interval.low, interval.high};
  if (!interval.high.unbounded && !interval.nothing_surely) {
    finding.headroom = headroom(interval.high, *rule.limit);
  }
  constexpr Verdict kVerdictOf[] = {Verdict::breaches, Verdict::undecided, Verdict::conforms,
                                    Verdict::not_applicable};
  finding.in_itself = kVerdictOf[static_cast<std::size_t>(judge(interval, *rule.limit))];
}

}  // namespace relook::engine
