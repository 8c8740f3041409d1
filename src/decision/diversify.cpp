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

Verdict worse(Verdict a, Verdict b) { return std::min(a, b); }

// One requirement of the rule, held against an interval.
Verdict held(bool surely_fails, bool surely_holds) {
  if (surely_fails) return Verdict::breaches;
  return surely_holds ? Verdict::conforms : Verdict::undecided;
}

// The rule as a cap on one family.
struct FamilyCap {
  Rule rule;
  Scope scope;
};

FamilyCap cap_on(std::uint32_t head, const Rule& rule, const Scope& scope, const Context& context) {
  const Facts& facts = context.facts;
  FamilyCap out{rule, scope};
  const std::string name(facts.estate.id(TableId::vendors, head));
  out.rule.what =
      compile_selector(fmt::format("vendor in family(\"{}\")", name), {}, Subject::elements, {})
          .value;
  out.scope.matches = select(*out.rule.what, facts, context.run);
  return out;
}

// A family that nobody has named: who may belong to any may belong to it.
FamilyCap cap_on_unnamed(const FamilyCap& named, const Makers& makers) {
  FamilyCap out = named;
  for (std::uint32_t row = 0; row < out.scope.matches.size(); ++row) {
    out.scope.matches[row] = makers.of(row).any_head ? Truth::unknown : Truth::no;
  }
  return out;
}

// Whether a's high end is a larger share than b's.
bool larger(const Fraction& a, const Fraction& b) {
  if (a.unbounded || b.unbounded) return a.unbounded && !b.unbounded;
  if (a.whole == 0 || b.whole == 0) return b.whole == 0 && a.whole != 0;
  const Int128 scale = std::max(a.whole, b.whole) >> 62;
  const Int128 shift = std::max<Int128>(scale, 0) + 1;  // keeps the products within 128 bits
  return (a.part / shift) * (b.whole / shift) > (b.part / shift) * (a.whole / shift);
}

// The largest family's share against the limit: the finding shows the family that stands worst.
Verdict judge_largest(const Rule& rule, const Scope& scope, const Context& context,
                      const std::vector<Member>& members, const Makers& makers, Finding& finding) {
  std::set<std::uint32_t> heads;
  bool any = false;
  for (const Member& member : members) {
    if (both(member.truth, scope.in[member.row]) == Truth::no) continue;
    const MakerSet& set = makers.of(member.row);
    heads.insert(set.heads.begin(), set.heads.end());
    any = any || set.any_head;
  }
  if (heads.empty() && any && context.facts.estate.rows(TableId::vendors) > 0) heads.insert(0);
  std::optional<Finding> worst;
  const auto judge = [&](const FamilyCap& cap, std::string family) {
    Finding one;
    judge_cap(cap.rule, cap.scope, context, members, one);
    one.family = std::move(family);
    const bool first = !worst || one.in_itself < worst->in_itself;
    if (first ||
        (one.in_itself == worst->in_itself && larger(one.measured->high, worst->measured->high))) {
      worst = std::move(one);
    }
  };
  for (const std::uint32_t head : heads) {
    const FamilyCap cap = cap_on(head, rule, scope, context);
    judge(cap, std::string(context.facts.estate.id(TableId::vendors, head)));
    if (any && head == *heads.rbegin()) judge(cap_on_unnamed(cap, makers), "");
  }
  if (!worst) return Verdict::conforms;
  finding.family = worst->family;
  finding.measured = worst->measured;
  finding.headroom = worst->headroom;
  finding.offenders = std::move(worst->offenders);
  finding.offender_count = worst->offender_count;
  finding.tipping_point = worst->tipping_point;
  finding.would_settle = std::move(worst->would_settle);
  finding.effort = worst->effort;
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
                   const std::vector<Member>& members, const Makers& makers) {
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
    const MakerSet& set = makers.of(member.row);
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
                    const std::vector<Member>& members, const Makers& makers, Finding& finding) {
  const Weights weights = weights_of(rule, scope, context, members, makers);
  finding.index = index_bounds(weights);
  // An index of nothing says nothing.
  if (weights.whole_high == 0 && !weights.unbounded) return Verdict::not_applicable;
  const bool fails = !finding.index->low.unbounded && above(finding.index->low, *rule.share);
  return held(fails, weights.whole_low > 0 && !above(finding.index->high, *rule.share));
}

// The facts about whoever leaves the count open, and the fewest of them that could settle it.
void explain_count(const Rule& rule, const Scope& scope, const Context& context,
                   const std::vector<Member>& members, const Makers& makers, Finding& finding) {
  constexpr std::size_t kLookedAtMax = 200'000;
  std::vector<CellUse> uses;
  std::uint64_t open = 0;
  for (const Member& member : members) {
    const Truth in = both(member.truth, scope.in[member.row]);
    if (in == Truth::no) continue;
    const MakerSet& set = makers.of(member.row);
    const bool doubtful = in == Truth::unknown || set.any_head || set.heads.size() > 1;
    if (!doubtful || ++open > kLookedAtMax) continue;
    const auto found = unknowns_of(rule, scope, context, member.row);
    uses.insert(uses.end(), found.begin(), found.end());
    if (set.any_vendor || set.vendors.size() > 1) {
      uses.push_back({Missing::cell, estate::column::kElementVendor, member.row, {}});
    } else if (set.any_head) {
      uses.push_back(
          {Missing::ownership, estate::column::kOwnershipParent, set.vendors.front(), {}});
    }
    if (finding.would_settle.size() < context.options.listed_max && finding.possible_count == 0) {
      finding.would_settle.push_back(member.row);
    }
  }
  finding.to_find = group_facts(uses, context);
  finding.possible_count = open;
  if (!finding.families || finding.families->least >= finding.families->most) return;
  const std::uint64_t needed =
      rule.vendors && finding.families->least < static_cast<std::uint64_t>(*rule.vendors)
          ? static_cast<std::uint64_t>(*rule.vendors) - finding.families->least
          : 1;
  if (finding.would_settle.size() > needed) finding.would_settle.resize(needed);
  finding.effort = {std::min(needed, open), open};
}

}  // namespace

void judge_diversify(const Rule& rule, const Scope& scope, const Context& context,
                     const std::vector<Member>& members, Finding& finding) {
  const Makers makers(context.facts);
  const std::vector<Truth> among =
      rule.among ? select(*rule.among, context.facts, context.run) : std::vector<Truth>();
  FamilyCounter all;
  FamilyCounter counted;
  bool surely = false;
  for (const Member& member : members) {
    const Truth in = both(member.truth, scope.in[member.row]);
    if (in == Truth::no) continue;
    ++finding.scope;
    surely = surely || in == Truth::yes;
    all.add(makers.of(member.row), in);
    if (!among.empty()) counted.add(makers.of(member.row), both(in, among[member.row]));
  }
  finding.families = all.count();
  if (finding.scope == 0) {
    finding.in_itself = Verdict::not_applicable;
    return;
  }
  Verdict verdict = surely ? Verdict::not_applicable : Verdict::undecided;
  const auto require = [&](Verdict one) { verdict = worse(verdict, one); };
  if (rule.limit) require(judge_largest(rule, scope, context, members, makers, finding));
  if (rule.vendors) {
    const auto needed = static_cast<std::uint64_t>(*rule.vendors);
    require(held(finding.families->most < needed, finding.families->least >= needed));
  }
  if (rule.at_most) {
    finding.among = counted.count();
    const auto limit = static_cast<std::uint64_t>(*rule.at_most);
    require(held(finding.among->least > limit, finding.among->most <= limit));
  }
  if (rule.share) require(judge_index(rule, scope, context, members, makers, finding));
  // A breach of what may not be there at all is not sure.
  if (!surely && verdict == Verdict::breaches) verdict = Verdict::undecided;
  finding.in_itself = verdict;
  if (verdict == Verdict::undecided) {
    finding.would_settle.clear();
    finding.possible_count = 0;
    explain_count(rule, scope, context, members, makers, finding);
  }
}

}  // namespace relook::decision
