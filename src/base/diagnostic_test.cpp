// SPDX-License-Identifier: Apache-2.0
#include "base/diagnostic.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace relook {
namespace {

std::vector<std::string> lines(const Diagnostics& diagnostics) {
  std::vector<std::string> out;
  for (const Diagnostic& d : diagnostics.sorted()) out.push_back(to_string(d));
  return out;
}

TEST(Diagnostics, AreSortedByFileThenPlaceErrorsFirst) {
  Diagnostics all;
  all.warning("b.csv", {2, 1}, "w");
  all.error("b.csv", {2, 1}, "first");
  all.error("b.csv", {2, 1}, "second");
  all.error("b.csv", {1, 9}, "earlier");
  all.error("a.csv", {}, "whole file");
  all.error("", {}, "no file");
  all.error("b.csv", {10, 0}, "line only");
  EXPECT_EQ(lines(all),
            (std::vector<std::string>{"error: no file", "a.csv: error: whole file",
                                      "b.csv:1:9: error: earlier", "b.csv:2:1: error: first",
                                      "b.csv:2:1: error: second", "b.csv:2:1: warning: w",
                                      "b.csv:10: error: line only"}));
}

TEST(Diagnostics, KeepTheFirstTenThousandOfEachAndCountTheRest) {
  Diagnostics all;
  for (std::uint32_t i = 1; i <= 10'500; ++i) all.error("f", {i, 1}, "e");
  for (std::uint32_t i = 1; i <= 20'000; ++i) all.warning("f", {i, 1}, "w");
  EXPECT_EQ(all.kept().size(), 20'000U);
  EXPECT_EQ(all.error_count(), 10'500U);
  EXPECT_EQ(all.warning_count(), 20'000U);
  EXPECT_EQ(all.kept()[9'999].at.line, 10'000U);
}

TEST(Diagnostics, CountWhatTheAppendedDidNotKeep) {
  Diagnostics many;
  for (std::uint32_t i = 1; i <= 10'500; ++i) many.error("g", {i, 1}, "e");
  Diagnostics all;
  all.error("f", {1, 1}, "one");
  all.append(many);
  EXPECT_EQ(all.error_count(), 10'501U);
  EXPECT_EQ(all.kept().size(), 10'000U);
  EXPECT_FALSE(Diagnostics().has_errors());
  EXPECT_TRUE(all.has_errors());
}

TEST(Diagnostics, OfWarningsAloneAreNoErrors) {
  Diagnostics all;
  all.warning("f", {}, "w");
  EXPECT_FALSE(all.has_errors());
}

}  // namespace
}  // namespace relook
