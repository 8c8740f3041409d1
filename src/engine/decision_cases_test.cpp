// SPDX-License-Identifier: Apache-2.0
#include "engine/decision_cases.hpp"

#include <gtest/gtest.h>

#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::engine {
namespace {

using decision::Verdict;

Read<Expected> expected_of(std::string_view text) {
  const testing::TemporaryFolder folder;
  testing::spill(folder.path() / "expect.toml", text);
  return read_expected("d.toml", folder.path());
}

TEST(ReadExpected, TakesEveryKey) {
  const auto read = expected_of(
      "on = 2023-01-29\nplaces = \"p.csv\"\nwaivers = \"w.csv\"\nwith = \"c.csv\"\n"
      "set = { limit = \"25%\" }\nassume = [\"supplies=none\"]\ntotal = \"breaches\"\n"
      "[verdicts]\n\"b\" = \"not-in-force\"\n\"a/operator=x\" = \"undecided\"\n");
  ASSERT_FALSE(read.diagnostics.has_errors());
  const CheckRequest& asked = read.value.asked;
  EXPECT_EQ(asked.decision, "d.toml");
  EXPECT_EQ(asked.estate.filename(), "estate");
  EXPECT_EQ(asked.on, parse_date("2023-01-29"));
  EXPECT_EQ(asked.places.filename(), "p.csv");
  EXPECT_EQ(asked.waivers.filename(), "w.csv");
  EXPECT_EQ(asked.with.filename(), "c.csv");
  EXPECT_EQ(asked.set, (std::vector<std::pair<std::string, std::string>>{{"limit", "25%"}}));
  EXPECT_EQ(asked.assume, std::vector<std::string>{"supplies=none"});
  EXPECT_EQ(read.value.total, Verdict::breaches);
  EXPECT_EQ(read.value.verdicts,
            (std::vector<std::pair<std::string, Verdict>>{{"a/operator=x", Verdict::undecided},
                                                          {"b", Verdict::not_in_force}}));
}

TEST(ReadExpected, RefusesWhatItDoesNotKnow) {
  constexpr const char* kTexts[] = {
      "totl = \"conforms\"\ntotal = \"conforms\"\n[verdicts]\n",
      "total = \"conform\"\n[verdicts]\n",
      "total = \"not-in-force\"\n[verdicts]\n",  // a total is one of three
      "total = \"conforms\"\n",
      "[verdicts]\na = \"conforms\"\n",
      "total = \"conforms\"\non = \"2023-01-29\"\n[verdicts]\n",
      "total = \"conforms\"\nset = { a = true }\n[verdicts]\n",
      "total = \"conforms\"\nset = [\"a=b\"]\n[verdicts]\n",
      "total = \"conforms\"\nassume = \"supplies=none\"\n[verdicts]\n",
      "total = \"conforms\"\nassume = [1]\n[verdicts]\n",
      "total = \"conforms\"\nplaces = 1\n[verdicts]\n",
      "total = \"conforms\"\n[verdicts]\na = 1\n",
      "total = conforms\n",
  };
  for (const char* text : kTexts) {
    EXPECT_TRUE(expected_of(text).diagnostics.has_errors()) << text;
  }
}

TEST(DecisionCases, ListEveryFindingAndNoOther) {
  auto library = load_library("tests/cli/data");
  ASSERT_FALSE(library.diagnostics.has_errors());
  const auto good = decision_cases({}, library.value, {});
  ASSERT_TRUE(good);
  EXPECT_EQ(good->failed(), 0U);
  EXPECT_FALSE(good->faults.has_errors());

  const auto wrong = decision_cases({{"tests/cli/cases"}}, library.value, {});
  ASSERT_TRUE(wrong);
  ASSERT_EQ(wrong->cases.size(), 2U);
  EXPECT_FALSE(wrong->cases[0].run);  // its expect.toml has faults
  EXPECT_EQ(wrong->faults.error_count(), 2U);
  std::vector<std::string> differ;
  for (const Difference& one : wrong->cases[1].differences) differ.push_back(one.finding);
  // The total; one that there is not; one that is not listed.
  EXPECT_EQ(differ,
            (std::vector<std::string>{"total", "core/operator=op-b", "sites/operator=op-a"}));
  EXPECT_EQ(wrong->failed(), 1U);
}

}  // namespace
}  // namespace relook::engine
