// SPDX-License-Identifier: Apache-2.0
#include "engine/check_matrix.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <variant>

#include "engine/wording.hpp"

namespace relook::engine {
namespace {

const Library& library() {
  static const Library kLibrary = load_library(".").value;
  return kLibrary;
}

CheckResult checked(const CheckRequest& request) {
  Outcome<CheckResult> result = check(request, library(), {.threads = 1});
  if (!result) std::abort();
  return std::move(*result);
}

std::string operator_of(const decision::Finding& finding) {
  for (const decision::GroupValue& part : finding.group) {
    if (part.field == "operator") return part.value.value_or("operator not known");
  }
  return "all operators";
}

// Of every pair the worst verdict, found by looking at each finding.
TEST(CheckMatrix, HoldsTheWorstOfEachPair) {
  for (const char* decision : {"decisions/uk-2020-01-28.toml", "decisions/uk-2020-07-14.toml",
                               "decisions/uk-2022-10-13.toml"}) {
    SCOPED_TRACE(decision);
    const CheckResult result = checked({.estate = "examples/town/estate", .decision = decision});
    std::map<std::pair<std::string, std::string>, decision::Verdict> worst;
    for (const decision::Finding& finding : result.judged.evaluation.findings) {
      const decision::Rule& rule = result.decision.rules[finding.rule];
      const auto [place, fresh] =
          worst.emplace(std::pair{operator_of(finding), rule.title.empty() ? rule.id : rule.title},
                        finding.verdict);
      if (!fresh) place->second = std::min(place->second, finding.verdict);
    }
    const std::optional<report::Matrix> matrix = check_matrix(result);
    ASSERT_TRUE(matrix.has_value());
    std::size_t cells = 0;
    for (const report::MatrixRow& row : matrix->rows) {
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto found = worst.find({row.label, matrix->columns[i].label});
        ASSERT_EQ(found == worst.end(), row.cells[i].outcome.word.empty())
            << row.label << ", " << matrix->columns[i].label;
        if (found == worst.end()) continue;
        ++cells;
        EXPECT_EQ(row.cells[i].outcome.tone, tone_of(found->second));
        EXPECT_TRUE(row.cells[i].outcome.word.starts_with(decision::name_of(found->second)));
        EXPECT_FALSE(row.cells[i].text.empty());
      }
    }
    EXPECT_EQ(cells, worst.size());
    EXPECT_GT(cells, 8U);
  }
}

// The page and the workbook show one and the same block.
TEST(CheckMatrix, StandsInPagesAndWorkbooks) {
  const CheckResult result =
      checked({.estate = "examples/town/estate", .decision = "decisions/uk-2020-01-28.toml"});
  const report::Document document = check_document(result);
  const auto found = std::ranges::find_if(document.blocks, [](const report::Block& block) {
    return std::holds_alternative<report::Matrix>(block.content);
  });
  ASSERT_NE(found, document.blocks.end());
  EXPECT_TRUE(report::shows(found->shown, report::Shown::html));
  EXPECT_TRUE(report::shows(found->shown, report::Shown::workbook));
  EXPECT_EQ(std::get<report::Matrix>(found->content), *check_matrix(result));
}

TEST(CheckMatrix, IsNotThereForOneOperator) {
  const CheckResult result =
      checked({.estate = "tests/cli/estate", .decision = "decisions/uk-2020-01-28.toml"});
  EXPECT_FALSE(check_matrix(result).has_value());
}

TEST(CheckMatrix, HasARowForWhatIsAskedOfAll) {
  const CheckResult result =
      checked({.estate = "examples/town/estate", .decision = "examples/town/town.toml"});
  // Its rules are asked of the town as a whole: there is nothing to compare.
  EXPECT_FALSE(check_matrix(result).has_value());
  CheckResult some =
      checked({.estate = "examples/town/estate", .decision = "decisions/uk-2020-01-28.toml"});
  decision::Finding& one = some.judged.evaluation.findings.front();
  one.group.clear();
  decision::Finding null = one;
  null.group = {{"operator", std::nullopt}};
  some.judged.evaluation.findings.push_back(null);
  const std::optional<report::Matrix> matrix = check_matrix(some);
  ASSERT_TRUE(matrix.has_value());
  ASSERT_EQ(matrix->rows.size(), 4U);
  EXPECT_EQ(matrix->rows[0].label, "op-a");
  EXPECT_EQ(matrix->rows[1].label, "op-b");
  EXPECT_EQ(matrix->rows[2].label, "operator not known");
  EXPECT_EQ(matrix->rows[3].label, "all operators");
}

}  // namespace
}  // namespace relook::engine
