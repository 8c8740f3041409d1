// SPDX-License-Identifier: Apache-2.0
#include "decision/tally.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <random>

namespace relook::decision {
namespace {

// What a unit may turn out to be: out of the whole, in it, in the part; with its weight.
struct Filled {
  bool whole;
  bool part;
  std::int64_t weight;
};

std::vector<Filled> fillings(const Unit& unit) {
  std::vector<Filled> out;
  std::vector<std::int64_t> weights = {unit.weight.least};
  if (unit.weight.most && *unit.weight.most != unit.weight.least) {
    weights.push_back(*unit.weight.most);
  }
  for (const std::int64_t weight : weights) {
    if (unit.in_whole == Truth::unknown) out.push_back({false, false, weight});
    if (unit.matches != Truth::yes) out.push_back({true, false, weight});
    if (unit.matches != Truth::no) out.push_back({true, true, weight});
  }
  return out;
}

struct Totals {
  Int128 part = 0;
  Int128 whole = 0;
};

void for_each_filling(const std::vector<Unit>& units, std::size_t at, Totals totals,
                      const std::function<void(const Totals&)>& visit) {
  if (at == units.size()) {
    visit(totals);
    return;
  }
  for (const Filled& filled : fillings(units[at])) {
    Totals next = totals;
    if (filled.whole) next.whole += filled.weight;
    if (filled.part) next.part += filled.weight;
    for_each_filling(units, at + 1, next, visit);
  }
}

bool exceeds(const Totals& totals, const Share& limit) {
  return totals.part * limit.whole > totals.whole * limit.part;
}

// What every filling agrees on, or undecided.
ShareVerdict by_all_fillings(const std::vector<Unit>& units, const Share& limit) {
  bool breach = false;
  bool conform = false;
  bool empty = false;
  for_each_filling(units, 0, {}, [&](const Totals& totals) {
    if (totals.whole == 0) {
      empty = true;
    } else if (exceeds(totals, limit)) {
      breach = true;
    } else {
      conform = true;
    }
  });
  if (breach && !conform && !empty) return ShareVerdict::breaches;
  if (conform && !breach && !empty) return ShareVerdict::conforms;
  if (empty && !breach && !conform) return ShareVerdict::not_applicable;
  return ShareVerdict::undecided;
}

ShareVerdict judged(const std::vector<Unit>& units, const Share& limit) {
  Sums sums;
  for (const Unit& unit : units) sums.add(unit);
  return judge(interval_of(sums, {}), limit);
}

struct Drawn {
  std::vector<Unit> units;
  Share limit;
};

Drawn draw(unsigned seed) {
  std::mt19937 random(seed);
  Drawn drawn;
  const auto count = static_cast<std::uint32_t>(random() % 7);
  for (std::uint32_t row = 0; row < count; ++row) {
    const auto in = random() % 3 == 0 ? Truth::unknown : Truth::yes;
    const auto matches = static_cast<Truth>(random() % 3);
    const auto least = static_cast<std::int64_t>(random() % 4);
    const std::int64_t most =
        random() % 4 == 0 ? least + static_cast<std::int64_t>(random() % 3) : least;
    drawn.units.push_back({row, in, matches, {least, most}});
  }
  drawn.limit.whole = 1 + static_cast<std::int64_t>(random() % 5);
  drawn.limit.part =
      static_cast<std::int64_t>(random() % static_cast<unsigned>(drawn.limit.whole + 1));
  return drawn;
}

constexpr unsigned kSeeds = 20'000;

TEST(Tally, VerdictIsWhatEveryFillingAgreesOn) {
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    const Drawn drawn = draw(seed);
    ASSERT_EQ(judged(drawn.units, drawn.limit), by_all_fillings(drawn.units, drawn.limit));
  }
}

TEST(Tally, IntervalEndsAreReachedAndNeverLeft) {
  for (unsigned seed = 0; seed < kSeeds / 4; ++seed) {
    SCOPED_TRACE(seed);
    const Drawn drawn = draw(seed);
    Sums sums;
    for (const Unit& unit : drawn.units) sums.add(unit);
    const ShareInterval interval = interval_of(sums, {});
    bool low_reached = false;
    bool high_reached = false;
    bool any = false;
    for_each_filling(drawn.units, 0, {}, [&](const Totals& t) {
      if (t.whole == 0) return;
      any = true;
      if (interval.low.whole > 0) {
        ASSERT_GE(t.part * interval.low.whole, interval.low.part * t.whole);
        low_reached |= t.part * interval.low.whole == interval.low.part * t.whole;
      }
      if (interval.high.whole > 0) {
        ASSERT_LE(t.part * interval.high.whole, interval.high.part * t.whole);
        high_reached |= t.part * interval.high.whole == interval.high.part * t.whole;
      }
    });
    ASSERT_TRUE(!any || interval.low.whole == 0 || low_reached);
    ASSERT_TRUE(!any || interval.high.whole == 0 || high_reached);
  }
}

// Units of weight one whose match alone is unknown: fill in exactly as many as the tipping point
// says, then one fewer.
TEST(Tally, TippingPointTipsAndOneFewerDoesNot) {
  std::size_t tried = 0;
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    Drawn drawn = draw(seed);
    for (Unit& unit : drawn.units) {
      unit.in_whole = Truth::yes;
      unit.weight = {1, 1};
    }
    if (judged(drawn.units, drawn.limit) != ShareVerdict::undecided) continue;
    const auto tipping = tipping_point(drawn.units, {}, drawn.limit);
    ASSERT_TRUE(tipping.has_value());
    ASSERT_GT(tipping->at_least, 0U);
    const auto filled = [&](std::uint64_t matching) {
      std::vector<Unit> units = drawn.units;
      for (Unit& unit : units) {
        if (unit.matches != Truth::unknown) continue;
        unit.matches = matching > 0 ? Truth::yes : Truth::no;
        if (matching > 0) --matching;
      }
      return judged(units, drawn.limit);
    };
    ASSERT_EQ(filled(tipping->at_least), ShareVerdict::breaches);
    ASSERT_EQ(filled(tipping->at_least - 1), ShareVerdict::conforms);
    ++tried;
  }
  EXPECT_GT(tried, 1000U);
}

// Some answer for the settling units decides, and for no smaller set of units does any.
TEST(Tally, SettlingSetIsASmallestOne) {
  std::size_t tried = 0;
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    Drawn drawn = draw(seed);
    for (Unit& unit : drawn.units) unit.weight.most = unit.weight.least;
    if (judged(drawn.units, drawn.limit) != ShareVerdict::undecided) continue;
    const auto settling = smallest_settling(drawn.units, {}, drawn.limit);
    // Whether some answers for the units of the mask decide.
    const auto decides = [&](unsigned mask) {
      std::function<bool(std::size_t, std::vector<Unit>&)> answer =
          [&](std::size_t at, std::vector<Unit>& units) -> bool {
        if (at == units.size()) {
          const ShareVerdict verdict = judged(units, drawn.limit);
          return verdict == ShareVerdict::breaches || verdict == ShareVerdict::conforms;
        }
        if ((mask >> at & 1U) == 0) return answer(at + 1, units);
        const Unit before = drawn.units[at];
        for (const Filled& filled : fillings(before)) {
          units[at].in_whole = filled.whole ? Truth::yes : Truth::no;
          units[at].matches = truth(filled.part);
          std::vector<Unit> next = units;
          if (!filled.whole) next[at].weight = {0, 0}, next[at].in_whole = Truth::unknown;
          if (answer(at + 1, next)) return true;
        }
        return false;
      };
      std::vector<Unit> units = drawn.units;
      return answer(0, units);
    };
    const unsigned all = 1U << drawn.units.size();
    std::size_t smallest = drawn.units.size() + 1;
    for (unsigned mask = 0; mask < all; ++mask) {
      const auto size = static_cast<std::size_t>(__builtin_popcount(mask));
      if (size < smallest && decides(mask)) smallest = size;
    }
    if (!settling) continue;  // nothing it knows of settles; a smaller set may still not exist
    ASSERT_EQ(settling->units.size(), smallest);
    unsigned mask = 0;
    for (const Unit& unit : settling->units) mask |= 1U << unit.row;
    ASSERT_TRUE(decides(mask));
    ++tried;
  }
  EXPECT_GT(tried, 1000U);
}

// With weights so large that their sum fits no unit, too.
TEST(Tally, SettledUnitsTogetherSayWhatEachOfThemDoes) {
  std::size_t tried = 0;
  std::size_t fewer = 0;
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    Drawn drawn = draw(seed);
    UnitList list;
    for (Unit& unit : drawn.units) {
      if (seed % 8 == 0 && unit.weight.least == 3) unit.weight = {INT64_MAX, INT64_MAX};
      list.add(unit);
    }
    const std::vector<Unit> units = list.take();
    if (units.size() < drawn.units.size()) ++fewer;
    std::uint64_t known = 0;
    std::uint64_t matching = 0;
    for (const Unit& unit : drawn.units) {
      if (unit.in_whole != Truth::yes || unit.matches == Truth::unknown) continue;
      ++known;
      if (unit.matches == Truth::yes) ++matching;
    }
    ASSERT_EQ(list.known(), known);
    ASSERT_EQ(list.matching(), matching);
    ASSERT_EQ(judged(units, drawn.limit), judged(drawn.units, drawn.limit));
    const auto tipping = tipping_point(units, {}, drawn.limit);
    const auto each = tipping_point(drawn.units, {}, drawn.limit);
    ASSERT_EQ(tipping.has_value(), each.has_value());
    if (each) {
      ASSERT_EQ(tipping->at_least, each->at_least);
      ASSERT_EQ(tipping->of, each->of);
    }
    const auto settling = smallest_settling(units, {}, drawn.limit);
    const auto among_all = smallest_settling(drawn.units, {}, drawn.limit);
    ASSERT_EQ(settling.has_value(), among_all.has_value());
    if (!among_all) continue;
    ASSERT_EQ(settling->by_matching, among_all->by_matching);
    ASSERT_EQ(settling->rows, among_all->rows);
    ASSERT_EQ(settling->units.size(), among_all->units.size());
    for (std::size_t i = 0; i < settling->units.size(); ++i) {
      ASSERT_EQ(settling->units[i].row, among_all->units[i].row);
    }
    ++tried;
  }
  EXPECT_GT(tried, 1000U);
  EXPECT_GT(fewer, 1000U);
}

TEST(Tally, BoundaryShares) {
  const auto share = [](std::uint32_t part, std::uint32_t whole) {
    std::vector<Unit> units;
    for (std::uint32_t i = 0; i < whole; ++i) units.push_back({i, Truth::yes, truth(i < part)});
    return judged(units, {35, 100});
  };
  EXPECT_EQ(share(35, 100), ShareVerdict::conforms);
  EXPECT_EQ(share(36, 101), ShareVerdict::breaches);
  EXPECT_EQ(share(36, 100), ShareVerdict::breaches);
  EXPECT_EQ(share(0, 0), ShareVerdict::not_applicable);
  EXPECT_EQ(share(0, 1), ShareVerdict::conforms);
}

TEST(Tally, AWeightThatNothingBoundsLeavesBothEndsOpen) {
  const std::vector<Unit> units = {{0, Truth::yes, Truth::yes, {10, 10}},
                                   {1, Truth::yes, Truth::unknown, {0, std::nullopt}}};
  Sums sums;
  for (const Unit& unit : units) sums.add(unit);
  const ShareInterval interval = interval_of(sums, {});
  EXPECT_TRUE(interval.low.unbounded);
  EXPECT_TRUE(interval.high.unbounded);
  EXPECT_EQ(judge(interval, {35, 100}), ShareVerdict::undecided);
  EXPECT_EQ(judge(interval, {1, 1}), ShareVerdict::conforms);
}

}  // namespace
}  // namespace relook::decision
