// SPDX-License-Identifier: Apache-2.0
// Ignorance never helps (SEMANTICS 1.1): blank any cell, take away any table, and every finding
// keeps its verdict or becomes undecided.

#include <gtest/gtest.h>

#include "testing/evaluate_raw.hpp"
#include "testing/random_decision.hpp"
#include "testing/seeds.hpp"

namespace relook::testing {
namespace {

using decision::Verdict;

// Columns that may not be blanked: keys are refused, defaults state something (SEMANTICS 2.2, 2.3).
bool may_be_blanked(const std::string& table, const std::string& column) {
  const estate::TableSchema& schema = estate::schema(*estate::find_table(table));
  const estate::ColumnSchema& of = schema.columns[*estate::find_column(schema, column)];
  return !of.has(estate::kKey) && !of.has(estate::kDefaulted);
}

// Whether `after`, known of less, is allowed beside `before`.
void expect_no_help(const Verdicts& before, const Verdicts& after, const std::string& per,
                    const std::string& what) {
  for (const auto& [id, verdict] : before) {
    const auto found = after.find(id);
    if (found == after.end()) {
      // The group's last named row lost its name: the null group speaks for it now.
      const bool replaced = after.contains("r/" + per + "=?");
      EXPECT_TRUE(replaced || verdict == Verdict::not_applicable ||
                  verdict == Verdict::not_in_force)
          << id << " is gone after " << what;
      continue;
    }
    EXPECT_TRUE(found->second == verdict || found->second == Verdict::undecided)
        << id << ": " << decision::name_of(verdict) << " became "
        << decision::name_of(found->second) << " after " << what;
  }
}

struct Case {
  RawEstate raw;
  RawRule rule;
  decision::Decision decision;
  std::string on;
  std::string toml;
};

Case draw_case(unsigned seed) {
  Draw draw(seed);
  Case c;
  c.raw = random_raw_estate(draw, 3 + draw.below(20), 20);
  c.rule = random_rule(draw);
  c.on = draw.one_of({"2020-01-01", "2020-06-01", "2021-06-01"});
  c.toml = to_toml(c.rule);
  // Sometimes bound to a country, so that this is blanked too.
  if (draw.one_in(2)) {
    c.toml.replace(c.toml.find("status = "), 0, "applies_to = 'country == \"GB\"'\n");
  }
  if (draw.one_in(3)) {
    c.raw["ownership"].push_back({{"vendor", draw.one_of({"nokia", "zte"})},
                                  {"parent", draw.one_of({"huawei", ""})},
                                  {"from", draw.one_of({"2019-01-01", ""})}});
  }
  if (draw.one_in(3) && !c.raw["elements"].empty()) {
    c.raw["changes"].push_back({{"date", draw.one_of({"2020-09-01", "2021-03-01"})},
                                {"element", "e0"},
                                {"action", draw.one_of({"remove", "replace"})},
                                {"vendor", draw.one_of({"nokia", "huawei", ""})},
                                {"model", ""}});
  }
  auto read = decision::read_decision(c.toml, "random.toml");
  EXPECT_FALSE(read.diagnostics.has_errors()) << c.toml;
  c.decision = std::move(read.value);
  return c;
}

TEST(Ignorance, BlankingACellNeverHelps) {
  std::size_t blanked = 0;
  std::size_t changed = 0;
  for (unsigned seed = 0; seed < seeds(120); ++seed) {
    SCOPED_TRACE(seed);
    Case c = draw_case(seed);
    const auto before = evaluate_raw(c.raw, c.decision, c.on);
    if (!before) continue;  // such as a change that cannot be
    for (auto& [table, rows] : c.raw) {
      for (RawRow& row : rows) {
        for (auto& [column, text] : row) {
          if (text.empty() || !may_be_blanked(table, column)) continue;
          const std::string kept = std::exchange(text, "");
          const auto after = evaluate_raw(c.raw, c.decision, c.on);
          text = kept;
          ASSERT_TRUE(after.has_value()) << "blanking " << table << "." << column;
          ++blanked;
          if (after->verdicts != before->verdicts) ++changed;
          expect_no_help(before->verdicts, after->verdicts, c.rule.per,
                         "blanking " + table + "." + column + " (" + kept + ") of " +
                             (row.contains("id") ? row["id"] : "a row") + "\n" + c.toml);
          if (HasFailure()) return;
        }
      }
    }
  }
  std::printf("%zu cells blanked, %zu of them mattered\n", blanked, changed);
  EXPECT_GT(changed, 100U);
}

TEST(Ignorance, TakingATableAwayNeverHelps) {
  std::size_t changed = 0;
  for (unsigned seed = 0; seed < seeds(250); ++seed) {
    SCOPED_TRACE(seed);
    const Case c = draw_case(seed);
    const auto before = evaluate_raw(c.raw, c.decision, c.on);
    if (!before) continue;
    for (const auto& [table, rows] : c.raw) {
      RawEstate less = c.raw;
      less.erase(table);
      // Rows that speak of elements need them; of an absent table nothing else is known.
      const auto after = evaluate_raw(less, c.decision, c.on);
      ASSERT_TRUE(after.has_value()) << "without " << table;
      if (after->verdicts != before->verdicts) ++changed;
      expect_no_help(before->verdicts, after->verdicts, c.rule.per,
                     "taking away " + table + "\n" + c.toml);
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(changed, 100U);
}

}  // namespace
}  // namespace relook::testing
