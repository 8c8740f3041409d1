// SPDX-License-Identifier: Apache-2.0
#include "report/sheet_references.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace relook::report {
namespace {

TEST(SheetReferences, CountColumnsInLetters) {
  EXPECT_EQ(column_letters(0), "A");
  EXPECT_EQ(column_letters(25), "Z");
  EXPECT_EQ(column_letters(26), "AA");
  EXPECT_EQ(column_letters(701), "ZZ");
  EXPECT_EQ(column_letters(702), "AAA");
}

struct Case {
  const char* what;
  const char* formula;
  const char* want;
};

TEST(SheetReferences, StandForCells) {
  const std::vector<Column> columns{{.id = "kind", .header = ""}, {.id = "n", .header = ""}};
  const std::vector<Table> tables{
      {.id = "fruit", .title = "", .columns = columns, .rows = {{{"fig", 1}}, {{"pear", 2}}}},
      {.id = "per day", .title = "", .columns = columns}};
  const std::vector<Case> cases{
      {"no placeholder", "1+1", "1+1"},
      {"same row", "{row:n}*2", "B3*2"},
      {"whole column", "SUM({col:fruit.n})", "SUM('fruit'!$B$2:$B$3)"},
      {"column of an empty table", "SUM({col:per day.n})", "SUM('per day'!$B$2:$B$2)"},
      {"one cell", "{cell:fruit.kind.1}", "'fruit'!$A$2"},
      {"several", "{row:kind}={cell:fruit.kind.2}", "A3='fruit'!$A$3"},
      {"a constant array", "SUM({1,2})", "SUM({1,2})"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(with_references(c.formula, {tables[0], 1}, tables), Result<std::string>(c.want))
        << c.what;
  }
}

}  // namespace
}  // namespace relook::report
