// SPDX-License-Identifier: Apache-2.0
#include "decision/diversify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "decision/cap.hpp"
#include "decision/family_count.hpp"
#include "decision/to_find.hpp"

namespace relook::decision {
namespace {

using estate::is_value;
using estate::TableId;

// One requirement of the rule, held against an interval.
Verdict held(bool surely_fails, bool surely_holds) {
  if (surely_fails) return Verdict::breaches;
  return surely_holds ? Verdict::conforms : Verdict::undecided;
}

// Whether a's high end is a larger share than b's.
bool larger(const Fraction& a, const Fraction& b) {
  if (a.unbounded || b.unbounded) return a.unbounded && !b.unbounded;
  if (a.whole == 0 || b.whole == 0) return b.whole == 0 && a.whole != 0;
  const Int128 scale = std::max(a.whole, b.whole) >> 62;
  const Int128 shift = std::max<Int128>(scale, 0) + 1;  // keeps the products within 128 bits
  return (a.part / shift) * (b.whole / shift) > (b.part / shift) * (a.whole / shift);
}

// The rule as a cap on one family, by the row of its head; without one, on a family that nobody has
// named: who may belong to any may belong to it.
Finding judge_family(std::optional<std::uint32_t> head, const Rule& rule, const Scope& scope,
                     const Context& context, const std::vector<Member>& members) {
  const std::string name =
      head ? std::string(context.facts.estate.id(TableId::vendors, *head)) : std::string();
  std::vector<CountedRow> rows;
  for (const Member& member : members) {
    const Truth in = both(member.truth, scope.in[member.row]);
    if (in == Truth::no) continue;
    const bool any = scope.makers->of(member.row).any_head;
    const Truth matches = head  ? scope.makers->in_family(member.row, *head)
                          : any ? Truth::unknown
                                : Truth::no;
    rows.push_back({member.row, in, matches});
  }
  Finding finding;
  judge_cap({.rule = rule,
             .context = context,
             .reason = [&name](std::uint32_t) { return "from the family of " + name; }},
            rows, finding);
  finding.family = name;
  return finding;
}

// The largest family's share against the limit: the finding shows the family that stands worst.
Verdict judge_largest(const Rule& rule, const Scope& scope, const Context& context,
                      const std::vector<Member>& members, Finding& finding) {
  std::set<std::optional<std::uint32_t>> heads;
  for (const Member& member : members) {
    if (both(member.truth, scope.in[member.row]) == Truth::no) continue;
    const MakerSet& set = scope.makers->of(member.row);
    heads.insert(set.heads.begin(), set.heads.end());
    if (set.any_head) heads.insert(std::nullopt);
  }
  std::optional<Finding> worst;
  for (const std::optional<std::uint32_t> head : heads) {
    Finding one = judge_family(head, rule, scope, context, members);
    const bool worse_one =
        !worst || one.in_itself < worst->in_itself ||
        (one.in_itself == worst->in_itself && larger(one.measured->high, worst->measured->high));
    if (worse_one) worst = std::move(one);
  }
  // Nothing but LANs, which nobody makes.
  if (!worst) return Verdict::conforms;
  finding.family = worst->family;
  finding.measured = worst->measured;
  finding.headroom = worst->headroom;
  finding.offenders = std::move(worst->offenders);
  finding.offender_count = worst->offender_count;
  return worst->in_itself;
}

// What the index is computed from: each family's sure and possible weight.
struct Weights {
  std::map<std::uint32_t, std::pair<Int128, Int128>> family;  ///< by head: surely, at most
  Int128 unnamed = 0;       ///< that may be of families which nobody has named
  Int128 open_squares = 0;  ///< of elements that are not surely of one family
  Int128 whole_low = 0;
  Int128 whole_high = 0;
  bool unbounded = false;
};

Weights weights_of(const Rule& rule, const Scope& scope, const Context& context,
                   const std::vector<Member>& members) {
  Weights out;
  const auto column = column_of(rule.measure);
  for (const Member& member : members) {
    const Truth in = both(member.truth, scope.in[member.row]);
    if (in == Truth::no) continue;
    std::int64_t least = 1;
    std::int64_t most = 1;
    if (column) {
      const std::int64_t cell = context.facts.estate.column(*column).number(member.row);
      const bool known = is_value(cell);
      out.unbounded = out.unbounded || (!known && !rule.weight_max);
      least = known ? cell : rule.weight_min.value_or(0);
      most = known ? cell : rule.weight_max.value_or(least);
    }
    if (in != Truth::yes) least = 0;
    out.whole_low += least;
    out.whole_high += most;
    const MakerSet& set = scope.makers->of(member.row);
    const bool sure = set.heads.size() == 1 && !set.any_head;
    for (const std::uint32_t head : set.heads) {
      auto& [low, high] = out.family[head];
      if (sure) low += least;
      high += most;
    }
    if (set.any_head) out.unnamed += most;
    if (!sure && !set.nobody) out.open_squares += Int128{least} * least;
  }
  return out;
}

// Bounds of the sum of squared shares. Squares grow when weights come together, so the low end
// leaves every open element on its own; at the high end the open weight goes where a unit of it
// adds the most: the chord over [low, high] has the slope low + high (a relaxation, so an upper
// bound). Where the whole is not known the high end is the largest family's share.
IndexBounds index_bounds(const Weights& weights) {
  // Squares of 80 bits leave room for the product with a limit.
  int shift = 0;
  while ((weights.whole_high >> shift) >= (Int128{1} << 40)) ++shift;
  const auto down = [&](Int128 value) { return value >> shift; };
  const auto up = [&](Int128 value) { return (value + (Int128{1} << shift) - 1) >> shift; };
  const Int128 low_whole = down(weights.whole_low);
  const Int128 high_whole = up(weights.whole_high);
  IndexBounds out;
  Int128 low_squares = shift == 0 ? weights.open_squares : 0;
  Int128 rest = low_whole;
  std::vector<std::pair<Int128, Int128>> families;
  Int128 largest = up(weights.unnamed);
  for (const auto& [head, weight] : weights.family) {
    low_squares += down(weight.first) * down(weight.first);
    const Int128 high = up(weight.second) + up(weights.unnamed);
    families.emplace_back(down(weight.first), std::min(high, high_whole));
    rest -= down(weight.first);
    largest = std::max(largest, high);
  }
  families.emplace_back(0, std::min(up(weights.unnamed), high_whole));
  out.low = {low_squares, high_whole * high_whole, weights.unbounded};
  if (weights.unbounded || weights.whole_low != weights.whole_high || shift != 0) {
    const bool none = weights.unbounded || low_whole == 0;
    out.high =
        none ? Fraction{1, 1, false} : Fraction{std::min(largest, low_whole), low_whole, false};
    return out;
  }
  std::ranges::sort(families, [](const auto& a, const auto& b) {
    return a.first + a.second > b.first + b.second;
  });
  Int128 squares = 0;
  for (const auto& [low, high] : families) {
    const Int128 filled = std::min(rest, high - low);
    squares += low * low + filled * (low + high);
    rest -= filled;
  }
  const Int128 whole = low_whole * low_whole;
  out.high = {std::min(squares, whole), whole, false};
  return out;
}

Verdict judge_index(const Rule& rule, const Scope& scope, const Context& context,
                    const std::vector<Member>& members, Finding& finding) {
  const Weights weights = weights_of(rule, scope, context, members);
  finding.index = index_bounds(weights);
  // An index of nothing says nothing.
  if (weights.whole_high == 0 && !weights.unbounded) return Verdict::not_applicable;
  const bool fails = !finding.index->low.unbounded && above(finding.index->low, *rule.share);
  return held(fails, weights.whole_low > 0 && !above(finding.index->high, *rule.share));
}

// The facts that leave the counts open. Which few of them would settle it is not said: an answer
// may bring a family that is there already.
void explain_undecided(const Rule& rule, const Scope& scope, const Context& context,
                       const std::vector<Member>& members, Finding& finding) {
  std::vector<CellUse> uses;
  for (const Member& member : members) {
    if (both(member.truth, scope.in[member.row]) == Truth::no) continue;
    std::vector<CellUse> found = unknowns_of(rule, scope, context, member.row);
    const MakerSet& set = scope.makers->of(member.row);
    if (set.any_vendor || set.vendors.size() > 1) {
      found.push_back({Missing::cell, estate::column::kElementVendor, member.row, {}});
    } else if (set.any_head) {
      found.push_back(
          {Missing::ownership, estate::column::kOwnershipParent, set.vendors.front(), {}});
    }
    if (found.empty() || ++finding.possible_count > kLookedAtMax) continue;
    uses.insert(uses.end(), found.begin(), found.end());
  }
  finding.to_find = group_facts(uses, context);
}

}  // namespace

void judge_diversify(const Rule& rule, const Scope& scope, const Context& context,
                     const std::vector<Member>& members, Finding& finding) {
  FamilyCounter all;
  FamilyCounter counted;
  bool surely = false;
  for (const Member& member : members) {
    const Truth in = both(member.truth, scope.in[member.row]);
    if (in == Truth::no) continue;
    ++finding.scope;
    surely = surely || in == Truth::yes;
    const MakerSet& set = scope.makers->of(member.row);
    all.add(set, in);
    if (rule.among) counted.add(set, both(in, scope.among[member.row]));
  }
  finding.families = all.count();
  if (finding.scope == 0) {
    finding.in_itself = Verdict::not_applicable;
    return;
  }
  Verdict verdict = surely ? Verdict::not_applicable : Verdict::undecided;
  const auto require = [&](Verdict one) { verdict = std::min(verdict, one); };
  if (rule.limit) require(judge_largest(rule, scope, context, members, finding));
  if (rule.vendors) {
    const auto needed = static_cast<std::uint64_t>(*rule.vendors);
    require(held(finding.families->most < needed, finding.families->least >= needed));
  }
  if (rule.at_most) {
    finding.among = counted.count();
    const auto limit = static_cast<std::uint64_t>(*rule.at_most);
    require(held(finding.among->least > limit, finding.among->most <= limit));
  }
  if (rule.share) require(judge_index(rule, scope, context, members, finding));
  // A breach of what may not be there at all is not sure.
  if (!surely) verdict = Verdict::undecided;
  finding.in_itself = verdict;
  if (context.options.verdicts_only) return;
  if (verdict == Verdict::undecided) explain_undecided(rule, scope, context, members, finding);
}

}  // namespace relook::decision
