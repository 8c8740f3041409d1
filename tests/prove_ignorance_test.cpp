// SPDX-License-Identifier: Apache-2.0
// Ignorance never helps (SEMANTICS 1.1), for proofs: blank any cell that a proof may read, take
// away any table, and every demand keeps its answer or becomes undecided.

#include <gtest/gtest.h>

#include <cstdio>
#include <map>
#include <set>
#include <string>

#include "testing/estate_of_areas.hpp"
#include "testing/estate_of_topology.hpp"
#include "testing/prove_raw.hpp"
#include "testing/raw_network.hpp"
#include "testing/seeds.hpp"

namespace relook::testing {
namespace {

bool may_be_blanked(const std::string& table, const std::string& column) {
  const estate::TableSchema& schema = estate::schema(*estate::find_table(table));
  const estate::ColumnSchema& of = schema.columns[*estate::find_column(schema, column)];
  return !of.has(estate::kKey) && !of.has(estate::kDefaulted);
}

void expect_no_help(const DemandVerdicts& before, const DemandVerdicts& after,
                    const std::string& what) {
  for (const auto& [demand, verdict] : before) {
    const auto found = after.find(demand);
    ASSERT_NE(found, after.end()) << demand << " is gone after " << what;
    EXPECT_TRUE(found->second == verdict || found->second == "undecided")
        << demand << ": " << verdict << " became " << found->second << " after " << what;
  }
}

struct Case {
  RawEstate raw;
  decision::Decision decision;
  std::string toml;
  std::string on;
};

Case draw_case(unsigned seed) {
  Draw draw(seed);
  Case c;
  c.raw = random_raw_network(draw, 60);
  c.on = draw.one_of({"2020-06-01", "2020-06-01", "2020-09-01"});
  c.toml =
      std::string("[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\ntitle = \"t\"\n") +
      "authority = \"a\"\nversion = \"1\"\nstatus = \"draft\"\n" +
      (draw.one_in(3) ? "applies_to = 'country == \"GB\"'\n" : "") +
      "[[rule]]\nid = \"r\"\nclause = \"c\"\nkind = \"avoid\"\ndemands = '" +
      draw.one_of({"true", "class == \"government\"", "gbps > 0"}) +
      "'\nwhat = 'vendor in family(\"huawei\")'\nfailures = " + draw.one_of({"0", "1", "1", "2"}) +
      "\nfail = " +
      draw.one_of({"[\"link\"]", "[\"node\"]", "[\"srlg\"]", "[\"site\"]",
                   "[\"link\", \"node\", \"srlg\", \"site\"]"}) +
      "\nends = \"" + draw.one_of({"count", "ignore"}) + "\"\n";
  auto read = decision::read_decision(c.toml, "random.toml");
  EXPECT_FALSE(read.diagnostics.has_errors()) << c.toml;
  c.decision = std::move(read.value);
  return c;
}

/// What blanking cells came to.
struct Blanked {
  std::size_t cells = 0;
  std::set<std::string> mattered = {};  ///< the columns that some blank changed a verdict by
};

/// Blanks one after the other all cells of the columns that `asked` names, and expects that no
/// verdict gets better than it was before.
template <class Asked>
void blank_each_cell(Case& c, const DemandVerdicts& before, const Asked& asked, Blanked& blanked) {
  for (auto& [table, rows] : c.raw) {
    for (RawRow& row : rows) {
      for (auto& [column, text] : row) {
        if (text.empty() || !asked(table, column)) continue;
        const std::string kept = std::exchange(text, "");
        const auto after = prove_raw(c.raw, c.decision, c.on);
        text = kept;
        const std::string what = "blanking " + table + "." + column + " (" + kept + ") of " +
                                 (row.contains("id") ? row["id"] : "a row") + "\n" + c.toml;
        ASSERT_TRUE(after.has_value()) << what;
        ++blanked.cells;
        if (*after != before) blanked.mattered.insert(table + "." + column);
        expect_no_help(before, *after, what);
        ASSERT_FALSE(::testing::Test::HasFailure());
      }
    }
  }
}

TEST(ProveIgnorance, BlankingACellNeverHelps) {
  Blanked blanked;
  std::set<std::string> verdicts;
  for (unsigned seed = 0; seed < seeds(600); ++seed) {
    SCOPED_TRACE(seed);
    Case c = draw_case(seed);
    const auto before = prove_raw(c.raw, c.decision, c.on);
    if (!before) continue;  // such as a cycle of hosts
    for (const auto& [demand, verdict] : *before) verdicts.insert(verdict);
    // Who hosts whom matters seldom: of that there are more drawings.
    const auto asked = [&](const std::string& table, const std::string& column) {
      return may_be_blanked(table, column) && (seed < seeds(150) || table == "dependencies");
    };
    ASSERT_NO_FATAL_FAILURE(blank_each_cell(c, *before, asked, blanked));
  }
  std::printf("%zu cells blanked, %zu columns mattered\n", blanked.cells, blanked.mattered.size());
  for (const char* column :
       {"elements.vendor", "elements.transit", "elements.in_service_from", "elements.site",
        "elements.function", "links.metric_ab", "links.metric_ba", "links.srlgs", "links.rides_on",
        "links.affinity", "demands.class", "demands.plane", "demands.to_mode", "routing.tunnels",
        "routing.exits", "planes.fallback", "planes.metric", "tunnels.hops", "dependencies.on"}) {
    EXPECT_TRUE(blanked.mattered.contains(column)) << column << " never mattered";
  }
  EXPECT_EQ(verdicts,
            (std::set<std::string>{"breaches", "conforms", "not-applicable", "undecided"}));
}

TEST(ProveIgnorance, TakingATableAwayNeverHelps) {
  std::set<std::string> mattered;
  for (unsigned seed = 0; seed < seeds(300); ++seed) {
    SCOPED_TRACE(seed);
    const Case c = draw_case(seed);
    const auto before = prove_raw(c.raw, c.decision, c.on);
    if (!before) continue;
    for (const auto& [table, rows] : c.raw) {
      RawEstate less = c.raw;
      less.erase(table);
      const auto after = prove_raw(less, c.decision, c.on);
      ASSERT_TRUE(after.has_value()) << "without " << table;
      if (*after != *before) mattered.insert(table);
      // Without their table no demand is known; then the rule as a whole says so.
      const DemandVerdicts total = {{"", before->at("")}};
      expect_no_help(table == "demands" ? total : *before, *after,
                     "taking away " + table + "\n" + c.toml);
      if (HasFailure()) return;
    }
  }
  for (const char* table : {"links", "routing", "demands", "dependencies", "supplies", "changes"}) {
    EXPECT_TRUE(mattered.contains(table)) << table << " never mattered";
  }
}

TEST(ProveIgnorance, BlankingACellOfSeveralAreasNeverHelps) {
  Blanked blanked;
  std::map<std::string, std::size_t> verdicts;
  const std::string toml =
      "[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\ntitle = \"t\"\n"
      "authority = \"a\"\nversion = \"1\"\nstatus = \"draft\"\n"
      "[[rule]]\nid = \"r\"\nclause = \"c\"\nkind = \"avoid\"\ndemands = 'true'\n"
      "what = 'vendor in family(\"huawei\")'\nfailures = 1\nfail = [\"link\", \"node\"]\n";
  const auto read = decision::read_decision(toml, "areas.toml");
  ASSERT_FALSE(read.diagnostics.has_errors());
  for (unsigned seed = 0; seed < seeds(30); ++seed) {
    SCOPED_TRACE(seed);
    Case c{draw_areas(seed), read.value, toml, std::string(kAsOf)};
    const auto before = prove_raw(c.raw, c.decision, c.on);
    if (!before) continue;
    for (const auto& [demand, verdict] : *before) ++verdicts[verdict];
    const auto asked = [](const std::string& table, const std::string& column) {
      return column == "area" || may_be_blanked(table, column);
    };
    ASSERT_NO_FATAL_FAILURE(blank_each_cell(c, *before, asked, blanked));
  }
  std::printf("%zu cells blanked, %zu columns mattered\n", blanked.cells, blanked.mattered.size());
  for (const auto& [verdict, count] : verdicts) {
    std::printf("%s: %zu\n", verdict.c_str(), count);
  }
  for (const char* column : {"links.area", "elements.area", "elements.operator", "elements.transit",
                             "routing.protocol", "links.metric_ab"}) {
    EXPECT_TRUE(blanked.mattered.contains(column)) << column << " never mattered";
  }
  EXPECT_GT(verdicts["conforms"], 0U);
  EXPECT_GT(verdicts["breaches"], 0U);
}

}  // namespace
}  // namespace relook::testing
