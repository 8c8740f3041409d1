// SPDX-License-Identifier: Apache-2.0
#include "decision/tally.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace relook::decision {
namespace {

bool sure_part(const Unit& unit) {
  return unit.in_whole == Truth::yes && unit.matches == Truth::yes;
}
bool may_match(const Unit& unit) { return unit.matches != Truth::no; }

// part * L.whole - whole * L.part: above zero exactly where the share is above the limit. Sums of
// 2^32 weights below 2^63 times a limit's terms below 2^30 stay far inside 128 bits; terms of a
// limit are at most 10^8.
Int128 excess(Int128 part, Int128 whole, const Share& limit) {
  return part * limit.whole - whole * limit.part;
}

}  // namespace

void UnitList::add(const Unit& unit) {
  if (unit.in_whole == Truth::yes && unit.matches != Truth::unknown) {
    ++known_;
    if (unit.matches == Truth::yes) ++matching_;
  }
  if (!settled(unit)) {
    units_.push_back(unit);
    return;
  }
  std::int64_t& weight = weight_[unit.matches == Truth::yes ? 1 : 0];
  std::int64_t sum = 0;
  if (__builtin_add_overflow(weight, unit.weight.least, &sum)) {
    units_.push_back(unit);
  } else {
    weight = sum;
  }
}

std::vector<Unit> UnitList::take() {
  for (const Truth matches : {Truth::no, Truth::yes}) {
    const std::int64_t weight = std::exchange(weight_[matches == Truth::yes ? 1 : 0], 0);
    // Nobody is told which row it is: there is nothing to look up.
    if (weight > 0) units_.push_back({0, Truth::yes, matches, {weight, weight}});
  }
  return std::exchange(units_, {});
}

void Sums::add(const Unit& unit) {
  add(Lot{unit.in_whole, unit.matches, unit.weight.least,
          unit.weight.most.value_or(unit.weight.least), !unit.weight.most});
}

void Sums::add(const Lot& lot) {
  anything = anything || lot.unbounded || lot.most > 0;
  if (lot.in_whole == Truth::yes) whole_least += lot.least;
  if (lot.in_whole == Truth::yes && lot.matches == Truth::yes) {
    part_low += lot.least;
  } else if (lot.matches != Truth::yes) {
    // With a weight that nothing bounds only what is known of it is counted. What surely matches
    // but may be outside the whole is outside at the low end.
    rest_high += lot.most;
    rest_unbounded = rest_unbounded || lot.unbounded;
  }
  if (lot.matches != Truth::no) {
    part_high += lot.most;
    part_unbounded = part_unbounded || lot.unbounded;
  } else if (lot.in_whole == Truth::yes) {
    rest_low += lot.least;
  }
}

void Sums::add(const Sums& other) {
  part_low += other.part_low;
  rest_high += other.rest_high;
  part_high += other.part_high;
  rest_low += other.rest_low;
  whole_least += other.whole_least;
  rest_unbounded = rest_unbounded || other.rest_unbounded;
  part_unbounded = part_unbounded || other.part_unbounded;
  anything = anything || other.anything;
}

ShareInterval interval_of(const Sums& sums, const Siteless& siteless) {
  ShareInterval out;
  const auto n = static_cast<Int128>(siteless.may_match);
  const auto m = static_cast<Int128>(siteless.may_not);
  out.low = {sums.part_low, sums.part_low + sums.rest_high + m, sums.rest_unbounded};
  const Int128 part = sums.part_high + n;
  out.high = {part, std::max(sums.part_high + sums.rest_low, part), sums.part_unbounded};
  out.whole_surely = sums.whole_least > 0;
  out.nothing_surely = !sums.anything && n == 0 && m == 0;
  return out;
}

ShareInterval rest_of(const ShareInterval& interval) {
  const auto rest = [](const Fraction& share) {
    return Fraction{share.whole - share.part, share.whole, share.unbounded};
  };
  ShareInterval out = interval;
  out.low = rest(interval.high);
  out.high = rest(interval.low);
  return out;
}

ShareVerdict judge(const ShareInterval& interval, const Share& limit) {
  if (interval.nothing_surely) return ShareVerdict::not_applicable;
  if (!interval.whole_surely) return ShareVerdict::undecided;
  // A whole that nothing bounds lets the low end fall to zero; a part that nothing bounds lets the
  // high end rise to one.
  if (!interval.low.unbounded && above(interval.low, limit)) return ShareVerdict::breaches;
  const bool high_above =
      interval.high.unbounded ? limit.part < limit.whole : above(interval.high, limit);
  return high_above ? ShareVerdict::undecided : ShareVerdict::conforms;
}

std::optional<Tipping> tipping_point(const std::vector<Unit>& units, const Siteless& siteless,
                                     const Share& limit) {
  // As bad as it can be: what only may be in the whole and does not match is not in it. Each unit
  // that comes to match adds a gain to the excess.
  const auto may = std::ranges::count_if(
      units, [](const Unit& unit) { return may_match(unit) && !sure_part(unit); });
  const std::uint64_t of = static_cast<std::uint64_t>(may) + siteless.may_match;
  Int128 sum = 0;
  Int128 rest = 0;  // whole that does not match, which siteless elements can turn into part
  std::vector<Int128> gains;
  for (const Unit& unit : units) {
    const Int128 most = unit.weight.most.value_or(unit.weight.least);
    if (sure_part(unit)) {
      sum += excess(most, most, limit);
    } else if (!may_match(unit)) {
      if (unit.in_whole == Truth::yes) {
        sum += excess(0, unit.weight.least, limit);
        rest += unit.weight.least;
      }
    } else {
      if (!unit.weight.most && limit.part < limit.whole) return Tipping{1, of};
      const bool stays = unit.in_whole == Truth::yes && unit.matches == Truth::unknown;
      // Not matching it weighs its least in the whole; matching, its most in part and whole.
      if (stays) sum += excess(0, unit.weight.least, limit);
      gains.push_back(excess(most, most - (stays ? unit.weight.least : 0), limit));
      if (stays) rest += unit.weight.least;
    }
  }
  for (std::uint64_t i = 0; i < siteless.may_match; ++i) {
    gains.push_back(excess(1, static_cast<Int128>(i) < rest ? 0 : 1, limit));
  }
  std::ranges::sort(gains, std::greater<>());
  if (sum > 0) return Tipping{0, of};
  for (std::uint64_t taken = 0; taken < gains.size(); ++taken) {
    sum += gains[taken];
    if (sum > 0) return Tipping{taken + 1, of};
  }
  return std::nullopt;
}

namespace {

// A unit, what answering it adds, and what it costs to answer.
struct Answer {
  Int128 gain;
  std::uint32_t cost;
  const Unit* unit;
  bool fills_whole = true;  // the answer puts something into the whole
};

// Fewest rows first by gain per row would be a knapsack; units mostly cost one row, and then the
// largest gains are the smallest set. Ties go to the smaller row. `whole` says that something is
// surely in the whole already: a share of nothing is never settled.
struct Goal {
  Int128 start;
  bool by_matching;
  bool whole;

  [[nodiscard]] bool reached(Int128 sum) const { return by_matching ? sum > 0 : sum >= 0; }
};

std::optional<Settling> settled_by(const std::vector<Answer>& answers, bool by_matching) {
  Settling settling{{}, by_matching, 0};
  for (const Answer& answer : answers) {
    settling.units.push_back(*answer.unit);
    settling.rows += answer.cost;
  }
  return settling;
}

std::optional<Settling> take(std::vector<Answer> answers, const Goal& goal) {
  std::ranges::sort(answers, [](const Answer& a, const Answer& b) {
    const Int128 left = a.gain * b.cost;
    const Int128 right = b.gain * a.cost;
    return left != right ? left > right : a.unit->row < b.unit->row;
  });
  const auto filler = std::ranges::find_if(answers, &Answer::fills_whole);
  std::vector<Answer> taken;
  Int128 sum = goal.start;
  bool whole = goal.whole;
  for (const Answer& answer : answers) {
    if (whole && answer.gain <= 0) break;
    // The best filler in the place of this answer, where only the whole is wanting.
    if (!whole && filler != answers.end() && goal.reached(sum + filler->gain)) {
      taken.push_back(*filler);
      return settled_by(taken, goal.by_matching);
    }
    taken.push_back(answer);
    sum += answer.gain;
    whole = whole || answer.fills_whole;
    if (whole && goal.reached(sum)) return settled_by(taken, goal.by_matching);
  }
  return std::nullopt;
}

std::optional<Settling> settle_by_matching(const std::vector<Unit>& units, const Siteless& siteless,
                                           const Share& limit) {
  // The low end's excess: doubtful units stand in the whole, and not in the part, at their most.
  Int128 sum = excess(0, static_cast<Int128>(siteless.may_not), limit);
  std::vector<Answer> answers;
  for (const Unit& unit : units) {
    const Int128 most = unit.weight.most.value_or(unit.weight.least);
    if (sure_part(unit) && unit.weight.known()) {
      sum += excess(most, most, limit);
      continue;
    }
    const Int128 before = sure_part(unit) ? excess(unit.weight.least, unit.weight.least, limit)
                          : unit.matches == Truth::yes ? Int128{0}
                                                       : excess(0, most, limit);
    sum += before;
    if (may_match(unit)) {
      answers.push_back({excess(most, most, limit) - before, unit.rows_to_match, &unit});
    } else if (unit.in_whole == Truth::unknown) {
      answers.push_back({-before, unit.rows_to_clear, &unit});
    }
  }
  return take(std::move(answers), {sum, true, true});
}

std::optional<Settling> settle_by_clearing(const std::vector<Unit>& units, const Siteless& siteless,
                                           const Share& limit) {
  // The high end's excess: doubtful units stand in the part at their most.
  const auto n = static_cast<Int128>(siteless.may_match);
  Int128 part = n;
  Int128 rest = 0;
  std::vector<Answer> answers;
  bool whole = false;
  for (const Unit& unit : units) {
    const Int128 most = unit.weight.most.value_or(unit.weight.least);
    whole = whole || (unit.in_whole == Truth::yes && unit.weight.least > 0);
    if (may_match(unit)) {
      part += most;
      if (settled(unit)) continue;
      const Int128 now = excess(most, most, limit);
      const Int128 cleared = unit.matches == Truth::yes
                                 ? (unit.in_whole == Truth::unknown
                                        ? Int128{0}
                                        : excess(unit.weight.least, unit.weight.least, limit))
                                 : excess(0, most, limit);
      const bool leaves = unit.matches == Truth::yes && unit.in_whole == Truth::unknown;
      answers.push_back({now - cleared, unit.rows_to_clear, &unit, !leaves && most > 0});
    } else if (unit.in_whole == Truth::yes) {
      rest += unit.weight.least;
    } else {
      answers.push_back({-excess(0, most, limit), unit.rows_to_match, &unit, most > 0});
    }
  }
  const Int128 whole_high = std::max(part - n + rest, part);
  const Int128 sum = excess(part, whole_high, limit);
  return take(std::move(answers), {-sum, false, whole});
}

}  // namespace

std::optional<Settling> smallest_settling(const std::vector<Unit>& units, const Siteless& siteless,
                                          const Share& limit) {
  // With two weights that nothing bounds no answer about one of them settles the other.
  const auto unbounded =
      std::ranges::count_if(units, [](const Unit& unit) { return !unit.weight.most.has_value(); });
  if (unbounded > 1) return std::nullopt;
  auto matching = settle_by_matching(units, siteless, limit);
  auto clearing = settle_by_clearing(units, siteless, limit);
  if (!matching || (clearing && clearing->rows < matching->rows)) return clearing;
  return matching;
}

}  // namespace relook::decision
