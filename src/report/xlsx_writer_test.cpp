// SPDX-License-Identifier: Apache-2.0
#include "report/xlsx_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "report/workbook.hpp"
#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::report {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Date day(std::string_view text) { return *parse_date(text); }

// What the command prints; empty where it cannot be run.
std::string output_of(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"),
                                                             ::pclose);
  std::string out;
  std::array<char, 4096> buffer{};
  while (pipe != nullptr) {
    const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe.get());
    if (got == 0) break;
    out.append(buffer.data(), got);
  }
  return out;
}

/// One part of the workbook; sheet 1 is the summary.
std::string part_of(const std::string& workbook, const std::string& part) {
  const relook::testing::TemporaryFolder folder;
  const std::string path = (folder.path() / "book.xlsx").string();
  relook::testing::spill(path, workbook);
  return output_of("unzip -p '" + path + "' '" + part + "'");
}

std::string sheet_of(const Document& document) {
  const Result<std::string> bytes = write_xlsx(document);
  EXPECT_TRUE(bytes.has_value()) << to_string(bytes.error());
  return part_of(bytes.value_or(""), "xl/worksheets/sheet2.xml");
}

Document fruit(Table table) {
  Document document{.title = "Fruit"};
  document.add(std::move(table));
  return document;
}

TEST(Xlsx, HoldsNumbersAsNumbersAndDatesAsDays) {
  const std::string sheet =
      sheet_of(fruit({.id = "fruit",
                      .title = "Fruit",
                      .columns = {{.id = "a", .header = "A"},
                                  {.id = "b", .header = "B"},
                                  {.id = "c", .header = "C"},
                                  {.id = "d", .header = "D"}},
                      .rows = {{{12, Decimal{-12500, 3}, day("2020-01-28"), day("1900-01-01")}}}}));
  EXPECT_THAT(sheet, HasSubstr("<v>12</v>"));
  EXPECT_THAT(sheet, HasSubstr("<v>-12.5</v>"));
  EXPECT_THAT(sheet, HasSubstr("<v>43858</v>"));
  EXPECT_THAT(sheet, HasSubstr("<v>1</v>"));
  EXPECT_THAT(sheet, HasSubstr("<autoFilter ref=\"A1:D2\"/>"));
  EXPECT_THAT(sheet, HasSubstr("state=\"frozen\""));
}

TEST(Xlsx, DividesTheColumnsThatAShareNames) {
  const std::string sheet =
      sheet_of(fruit({.id = "fruit",
                      .title = "Fruit",
                      .columns = {{.id = "apples", .header = "Apples", .kind = ColumnKind::integer},
                                  {.id = "all", .header = "All", .kind = ColumnKind::integer},
                                  {.id = "share",
                                   .header = "Share",
                                   .kind = ColumnKind::share,
                                   .part_column = "apples",
                                   .whole_column = "all"}},
                      .rows = {{{1, 4, Proportion{{1, 4}}}}, {{0, 0, Proportion{}}}}}));
  EXPECT_THAT(sheet, HasSubstr("<f>IF(B2=0,\"\",A2/B2)</f><v>0.25</v>"));
  EXPECT_THAT(sheet, HasSubstr("<f>IF(B3=0,\"\",A3/B3)</f>"));
}

TEST(Xlsx, GivesAShareThatStandsAloneColumnsOfItsOwn) {
  const std::string sheet =
      sheet_of(fruit({.id = "fruit",
                      .title = "Fruit",
                      .columns = {{.id = "share", .header = "Share", .kind = ColumnKind::share}},
                      .rows = {{{Proportion{{3, 8}}}}, {{Proportion{{3, 0, true}}}}}}));
  EXPECT_THAT(sheet, HasSubstr("<f>IF(C2=0,\"\",B2/C2)</f><v>0.375</v>"));
  EXPECT_THAT(sheet, Not(HasSubstr("B3/C3")));  // 3 of nobody knows how many
}

TEST(Xlsx, ShowsAsManyDecimalsAsAShareNeedsToStayOnItsSide) {
  const Result<std::string> bytes =
      write_xlsx(fruit({.id = "fruit",
                        .title = "Fruit",
                        .columns = {{.id = "share", .header = "Share", .kind = ColumnKind::share}},
                        .rows = {{{Proportion{{35004, 100000}, Share{35, 100}}}}}}));
  // 35.0 % and 35.00 % would both look as if the limit held.
  EXPECT_THAT(part_of(bytes.value(), "xl/styles.xml"),
              AllOf(HasSubstr("formatCode=\"0.000%\""), Not(HasSubstr("\"0.00%\""))));
}

TEST(Xlsx, TakesNoTextForAFormula) {
  const Result<std::string> bytes = write_xlsx(
      fruit({.id = "fruit",
             .title = "Fruit",
             .columns = {{.id = "a", .header = "=1+1"}, {.id = "b", .header = "B"}},
             .rows = {{{"=1+1", "@SUM(1)"}}, {{"https://example.org/", "+\x1B[31m\x01_x0041_"}}}}));
  const std::string sheet = part_of(bytes.value(), "xl/worksheets/sheet2.xml");
  EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
  EXPECT_THAT(sheet, Not(HasSubstr("hyperlink")));
  const std::string strings = part_of(bytes.value(), "xl/sharedStrings.xml");
  EXPECT_THAT(strings, HasSubstr("<t>=1+1</t>"));
  EXPECT_THAT(strings, HasSubstr("+\uFFFD_x005F_x0041_"));
}

TEST(Xlsx, CutsWhatACellCannotHoldAndSaysSo) {
  const Result<std::string> bytes = write_xlsx(fruit({.id = "fruit",
                                                      .title = "Fruit",
                                                      .columns = {{.id = "a", .header = "A"}},
                                                      .rows = {{{std::string(40'000, 'x')}}}}));
  EXPECT_THAT(part_of(bytes.value(), "xl/sharedStrings.xml"), HasSubstr("x… (cut)</t>"));
}

TEST(Xlsx, KeepsIntegersBeyondDoublePrecisionAsText) {
  const std::string sheet =
      sheet_of(fruit({.id = "fruit",
                      .title = "Fruit",
                      .columns = {{.id = "a", .header = "A", .kind = ColumnKind::integer}},
                      .rows = {{{std::int64_t{9'007'199'254'740'993}}},
                               {{std::int64_t{9'007'199'254'740'992}}}}}));
  EXPECT_THAT(sheet, HasSubstr("t=\"s\""));
  EXPECT_THAT(sheet, HasSubstr("<v>9007199254740992</v>"));
}

TEST(Xlsx, SaysWhichFormulaNamesNothing) {
  for (const char* formula : {"{row:pears}", "{col:trees.a}", "{cell:fruit.a.2}", "{row:a",
                              "{cell:fruit.a}", "{cell:fruit.a.x}"}) {
    const Result<std::string> bytes =
        write_xlsx(fruit({.id = "fruit",
                          .title = "Fruit",
                          .columns = {{.id = "a", .header = "A"}},
                          .rows = {{{Cell(1).with_formula(formula)}}}}));
    ASSERT_FALSE(bytes.has_value()) << formula;
    EXPECT_EQ(bytes.error().kind, ErrorKind::bug);
  }
}

TEST(Xlsx, ColoursTheCellsOfAMatrixAndKeepsTheirWords) {
  Document document{.title = "Fruit"};
  document.add(Matrix{.id = "by owner",
                      .title = "",
                      .header = "Owner",
                      .columns = {{"apples", "Apples"}},
                      .rows = {{"Ada", {{{Tone::bad, "over"}}}}, {"Ben", {{}}}}});
  const Result<std::string> bytes = write_xlsx(document);
  EXPECT_THAT(part_of(bytes.value(), "xl/styles.xml"), HasSubstr("<fgColor rgb=\"FFF8DEDC\"/>"));
  EXPECT_THAT(part_of(bytes.value(), "xl/sharedStrings.xml"), HasSubstr("<t>over</t>"));
}

TEST(Xlsx, RefusesMoreRowsThanASheetHolds) {
  Table table{.id = "fruit", .title = "Fruit", .columns = {{.id = "a", .header = "A"}}};
  table.rows.assign(kSheetRowsMax, Row{{Cell()}});
  EXPECT_EQ(write_xlsx(fruit(std::move(table))).error().kind, ErrorKind::limit);
}

}  // namespace
}  // namespace relook::report
