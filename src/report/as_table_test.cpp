// SPDX-License-Identifier: Apache-2.0
// The blocks that are pictures on a page and tables elsewhere: timelines, comparisons, matrices.

#include "report/as_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "report/write.hpp"
#include "testing/golden.hpp"

namespace relook::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Badge kWithin{Tone::good, "within"};
const Badge kOver{Tone::bad, "over"};
const Badge kOpen{Tone::unsure, "open"};

Date day(std::string_view text) { return *parse_date(text); }

Timeline orchard_timeline() {
  return {.id = "Years",
          .title = "What held when",
          .from = day("2019-10-01"),
          .until = day("2023-03-31"),
          .rows = {{"North orchard",
                    "apples & pears",
                    {{day("2019-10-01"), kOpen, "nobody has counted"},
                     {day("2020-08-15"), kWithin, "171 of 499"},
                     {day("2023-02-01"), kOver, "251 of 499"}}},
                   {"Quay | East", "", {{day("2021-01-01"), {Tone::muted, "not asked"}}}},
                   {"Hill", "", {}}},
          .marks = {{day("2020-02-29"), "counted"}, {day("2030-01-01"), "beyond the axis"}},
          .header = "Orchard",
          .more = {2, "They never changed."}};
}

SideBySide orchard_pairs() {
  return {.id = "Compared",
          .title = "Before and after the storm",
          .header = "Orchard",
          .before_header = "2020-02-28",
          .after_header = "2020-03-01",
          .pairs = {{"North orchard",
                     {kWithin, "171 of 499"},
                     {kOver, "251 of 499"},
                     {"80 trees came", "North 7: pear before, apple after"}},
                    {"Hill", {kOpen}, {}, {"felled"}},
                    {"Quay | East", {}, {{}, "3 trees"}},
                    {"Mill", {kOver}, {kOver}}},
          .rows_read_max = 3};
}

Matrix orchard_matrix() {
  return {.id = "By owner",
          .title = "Owners and rules",
          .header = "Owner",
          .columns = {{"apples", "At most 35 % apples"}, {"fences", "No open fence"}},
          .rows = {{"Ada", {{kWithin, "171 of 499"}, {kOver}}},
                   {"Ben | Co", {{kOpen}, {{Tone::muted, "not asked"}}}},
                   {"Cy", {{}, {kWithin}}}}};
}

Document orchard_document() {
  Document document{.title = "Orchards", .notice = "Made-up trees", .generator = "tree-counter 1"};
  document.add(orchard_timeline());
  document.add(orchard_pairs());
  document.add(orchard_matrix());
  return document;
}

std::string written(const Document& document, Format format, const TextStyle& style = {}) {
  const Result<std::string> bytes = write(document, format, style);
  EXPECT_TRUE(bytes.has_value()) << (bytes ? "" : to_string(bytes.error()));
  return bytes.value_or("");
}

void expect_orchard_golden(const std::string& name, Format format, const TextStyle& style = {}) {
  relook::testing::expect_golden("src/report/testdata/" + name,
                                 written(orchard_document(), format, style));
}

TEST(AsTable, SetsTheBlocksForATerminal) { expect_orchard_golden("orchards.txt", Format::table); }

TEST(AsTable, SetsThemNarrowAndInAscii) {
  expect_orchard_golden("orchards.narrow.txt", Format::table, {.width = 44, .unicode = false});
}

TEST(AsTable, SetsThemInMarkdown) { expect_orchard_golden("orchards.md", Format::markdown); }

TEST(AsTable, DrawsThemOnAPage) { expect_orchard_golden("orchards.html", Format::html); }

TEST(AsTable, GivesThemAsCsv) { expect_orchard_golden("orchards.csv", Format::csv); }

TEST(AsTable, MakesASheetOfEach) {
  const std::string once = written(orchard_document(), Format::xlsx);
  EXPECT_EQ(once, written(orchard_document(), Format::xlsx));
}

// A word of its own stands beside every colour, and a page says all that its pictures show.
TEST(AsTable, SaysInWordsWhatThePictureShows) {
  Document document{.title = "One"};
  document.add(orchard_timeline());
  const std::string html = written(document, Format::html);
  EXPECT_THAT(html, HasSubstr("<svg role=\"img\"><title>North orchard</title><desc>"));
  EXPECT_THAT(html, HasSubstr("from 2020-08-15: within: 171 of 499</title></rect>"));
  EXPECT_THAT(html, HasSubstr("<li>2020-08-15 <span class=\"word good\">"));
  EXPECT_THAT(html, HasSubstr("2 rows left out. They never changed."));
}

TEST(AsTable, DrawsEachStepUntilTheNext) {
  Timeline timeline{.id = "t", .title = "", .from = day("2021-01-01"), .until = day("2021-04-10")};
  timeline.rows = {{"a", "", {{day("2020-01-01"), kOpen}, {day("2021-01-26"), kOver}}}};
  Document document{.title = "One"};
  document.add(timeline);
  const std::string html = written(document, Format::html);  // 100 days
  EXPECT_THAT(html, HasSubstr("step unsure\" x=\"0%\" y=\"25%\" width=\"25%\""));
  EXPECT_THAT(html, HasSubstr("step bad\" x=\"25%\" y=\"10%\" width=\"75%\""));
  EXPECT_THAT(html, HasSubstr(">2021-03</text>"));
}

TEST(AsTable, KeepsYearsAsTicksOfALongAxis) {
  Timeline timeline{.id = "t", .title = "", .from = day("1950-06-01"), .until = day("2049-12-31")};
  timeline.rows = {{"a", "", {{day("1950-06-01"), kOpen}}}};
  Document document{.title = "One"};
  document.add(timeline);
  const std::string html = written(document, Format::html);
  EXPECT_THAT(html, HasSubstr(">1960</text>"));
  EXPECT_THAT(html, HasSubstr(">2020</text>"));
  EXPECT_THAT(html, Not(HasSubstr(">1970</text>")));
}

TEST(AsTable, GivesAProgramEveryValueByItself) {
  const Table steps = as_table(orchard_timeline(), Reader::program);
  ASSERT_EQ(steps.rows.size(), 5U);
  EXPECT_EQ(steps.rows[1].cells,
            (std::vector<Cell>{"North orchard", "apples & pears", day("2020-08-15"),
                               day("2023-01-31"), kWithin, "171 of 499"}));
  EXPECT_EQ(steps.rows[2].cells[3], Cell());  // it lasts
  EXPECT_EQ(steps.rows[4].cells[0], Cell("Hill"));
  const Table pairs = as_table(orchard_pairs(), Reader::program);
  EXPECT_EQ(pairs.rows[0].cells,
            (std::vector<Cell>{"North orchard", kWithin, "171 of 499", kOver, "251 of 499",
                               "80 trees came\nNorth 7: pear before, apple after"}));
  const Table matrix = as_table(orchard_matrix(), Reader::program);
  ASSERT_EQ(matrix.columns.size(), 4U);  // texts stand beside the first column alone
  EXPECT_EQ(matrix.rows[0].cells, (std::vector<Cell>{"Ada", kWithin, "171 of 499", kOver}));
}

TEST(AsTable, RefusesWhatWasPutTogetherWrongly) {
  const auto faulty = [](const auto& change) {
    Document document = orchard_document();
    change(document);
    return fault_of(document).has_value();
  };
  const auto timeline = [](Document& d) -> Timeline& {
    return std::get<Timeline>(d.blocks[0].content);
  };
  const auto pairs = [](Document& d) -> SideBySide& {
    return std::get<SideBySide>(d.blocks[1].content);
  };
  const auto matrix = [](Document& d) -> Matrix& { return std::get<Matrix>(d.blocks[2].content); };
  EXPECT_FALSE(faulty([](Document&) {}));
  EXPECT_TRUE(faulty([&](Document& d) { timeline(d).until = day("2019-09-30"); }));
  EXPECT_TRUE(faulty([&](Document& d) { timeline(d).rows[0].steps[1].from = day("2019-10-01"); }));
  EXPECT_TRUE(faulty([&](Document& d) { timeline(d).rows[0].steps[1].outcome.word.clear(); }));
  EXPECT_TRUE(faulty([&](Document& d) { timeline(d).id = "compared"; }));
  EXPECT_TRUE(faulty([&](Document& d) { pairs(d).pairs[0].after.outcome.word.clear(); }));
  EXPECT_TRUE(faulty([&](Document& d) { matrix(d).rows[1].cells.pop_back(); }));
  EXPECT_TRUE(faulty([&](Document& d) { matrix(d).rows[0].cells[1].outcome.word.clear(); }));
  EXPECT_TRUE(faulty([&](Document& d) { matrix(d).columns[1].id = "a b"; }));
}

TEST(AsTable, SaysWhereThereIsNothing) {
  Document document{.title = "None"};
  document.add(Timeline{.id = "a", .title = "", .from = {0}, .until = {0}, .empty = "No steps."});
  document.add(SideBySide{.id = "b",
                          .title = "",
                          .header = "",
                          .before_header = "",
                          .after_header = "",
                          .empty = "No pairs."});
  document.add(Matrix{.id = "c", .title = "", .header = "", .empty = "No cells."});
  for (const Format format : {Format::table, Format::markdown, Format::html}) {
    for (const char* text : {"No steps.", "No pairs.", "No cells."}) {
      EXPECT_THAT(written(document, format), HasSubstr(text));
    }
  }
}

}  // namespace
}  // namespace relook::report
