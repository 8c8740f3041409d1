// SPDX-License-Identifier: Apache-2.0
#include "report/write.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "testing/golden.hpp"

namespace relook::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr Share kLimit{35, 100};

Date day(std::string_view text) { return *parse_date(text); }

Table basket_table() {
  Table table{
      .id = "baskets",
      .title = "Baskets, by market",
      .columns = {{.id = "basket", .header = "Basket", .help = "As painted on its handle."},
                  {.id = "packed", .header = "Packed", .kind = ColumnKind::date},
                  {.id = "apples", .header = "Apples", .kind = ColumnKind::integer},
                  {.id = "fruit", .header = "Fruit", .kind = ColumnKind::integer},
                  {.id = "share",
                   .header = "Share of apples",
                   .kind = ColumnKind::share,
                   .help = "Apples among all fruit in the basket.",
                   .part_column = "apples",
                   .whole_column = "fruit"},
                  {.id = "weight", .header = "Weight", .kind = ColumnKind::decimal, .unit = "kg"},
                  {.id = "result", .header = "Result", .kind = ColumnKind::tone}},
      .role = TableRole::main,
  };
  const auto row = [&](const char* name, const char* packed, int apples, int fruit,
                       std::int64_t grams, const Badge& badge) {
    table.rows.push_back({{name, day(packed), apples, fruit, Proportion{{apples, fruit}, kLimit},
                           Decimal{grams, 3}, badge},
                          badge.tone == Tone::bad ? Tone::bad : Tone::neutral});
  };
  row("North Gate", "2020-01-28", 171, 499, 61250, {Tone::good, "within"});
  row("Harbour", "2020-02-03", 7001, 20000, 2400500, {Tone::bad, "over"});
  row("Old Mill", "2020-02-29", 0, 0, 0, {Tone::muted, "empty"});
  row("Quay | East", "2020-03-01", 35, 100, 12000, {Tone::good, "within"});
  table.rows.push_back({{"Hill",
                         {},
                         "not counted",
                         120,
                         "unknown",
                         Decimal{15750, 3},
                         Badge{Tone::unsure, "open"}}});
  return table;
}

Table market_table() {
  Table table{.id = "Per market",
              .title = "Markets",
              .columns = {{.id = "market", .header = "Market"},
                          {.id = "open", .header = "Open", .kind = ColumnKind::share},
                          {.id = "over", .header = "Baskets over", .kind = ColumnKind::integer}},
              .rows_read_max = 2,
              .more = {12, "Markets that never opened are in the annex."}};
  table.rows.push_back(
      {{"Town", Proportion{{35004, 100000}, kLimit},
        Cell(1).with_formula("COUNTIF({col:baskets.result},{cell:baskets.result.2})")},
       Tone::bad});
  table.rows.push_back(
      {{"Village", Proportion{{1, 3}}, Cell(0).with_formula("{row:open_part}*0")}, Tone::good});
  table.rows.push_back({{"Fair", Proportion{{4, 0, true}}, {}}});
  return table;
}

codec::Tree basket_data() {
  codec::Tree data = codec::Tree::object();
  data.add("format_version", "1.0");
  codec::Tree& list = data.add("baskets", codec::Tree::array());
  for (const char* name : {"North Gate", "Harbour"}) {
    codec::Tree& basket = list.push(codec::Tree::object());
    basket.add("basket", name);
    basket.add("packed", day("2020-01-28"));
  }
  data.add("verdict", "over");
  return data;
}

Bars basket_bars() {
  return {"Share of apples, by basket",
          {{.label = "North Gate",
            .sublabel = "499 pieces of fruit, all of them known",
            .low = {171, 499},
            .high = {171, 499},
            .limit = kLimit,
            .tone = Tone::good,
            .text = "within"},
           {.label = "Harbour",
            .low = {7001, 20000},
            .high = {7100, 20000},
            .limit = kLimit,
            .tone = Tone::bad,
            .text = "over"},
           {.label = "Hill",
            .sublabel = "85 pieces nobody has looked at",
            .low = {20, 120},
            .high = {105, 120},
            .limit = kLimit,
            .tone = Tone::unsure,
            .text = "open",
            .exact = "between 20 and 105 of 120"},
           {.label = "Old Mill", .low = {}, .high = {}, .tone = Tone::muted, .text = "empty"}}};
}

Map basket_map() {
  const auto at = [](double lat, double lon) {
    return GeoPoint{static_cast<std::int64_t>(lat * 1e9), static_cast<std::int64_t>(lon * 1e9)};
  };
  return {.title = "Where the baskets stand",
          .points = {{at(51.5, -0.12), Tone::good, "North Gate"},
                     {at(51.2, 0.3), Tone::bad, "Harbour"},
                     {at(51.9, -0.9), Tone::unsure, "Hill", 3},
                     {at(51.4, -0.7), Tone::muted, "Old Mill"},
                     {at(51.7, 0.1), Tone::neutral, "Store"}},
          .legend = {{Tone::good, "within"}, {Tone::bad, "over"}, {Tone::unsure, "open"}},
          .outlines = {{at(51.0, -1.2), at(51.1, 0.6), at(52.0, 0.5), at(52.1, -1.1)}}};
}

Document basket_document() {
  Document document{.title = "Fruit baskets",
                    .subtitle = "What was in them on 2020-03-01",
                    .notice = "Made-up fruit: no basket is real",
                    .generator = "basket-weaver 1.0, from baskets.csv",
                    .data = basket_data(),
                    .list_member = "baskets"};
  document.add(Verdict{"Over the limit", Tone::bad,
                       "1 of 5 baskets holds more apples than it may; 1 more cannot be judged "
                       "until its fruit is counted."});
  document.add(KeyValues{{{"Rule", "At most 35 % apples"},
                          {"Asked on", "2020-03-01"},
                          {"Counted", "20,599 of 20,719 pieces (99.4 %)"}}});
  document.add(basket_bars());
  document.add(Heading{"What was found"});
  document.add(
      Paragraph{"Each basket is held against the limit by itself. A basket that nobody "
                "has counted is never taken for a good one."});
  document.add(basket_table());
  document.add(
      Note{Tone::unsure, "Not counted", "The fruit of Hill has been weighed but not counted."});
  document.add(Note{Tone::muted, "", "Weights are of the fruit alone."});
  document.add(PageBreak{});
  document.add(Heading{"Markets", 3});
  document.add(market_table());
  document.add(Table{.id = "lost", .title = "Lost baskets", .columns = {{"basket", "Basket"}}});
  document.add(basket_map());
  document.add(Paragraph{"Only the page says this."}, Shown::html);
  return document;
}

std::string written(const Document& document, Format format, const TextStyle& style = {}) {
  const Result<std::string> bytes = write(document, format, style);
  EXPECT_TRUE(bytes.has_value()) << (bytes ? "" : to_string(bytes.error()));
  return bytes.value_or("");
}

void expect_basket_golden(const std::string& name, Format format, const TextStyle& style = {}) {
  relook::testing::expect_golden("src/report/testdata/" + name,
                                 written(basket_document(), format, style));
}

TEST(Write, SetsTheDocumentForATerminal) { expect_basket_golden("baskets.txt", Format::table); }

TEST(Write, SetsItWithColours) {
  expect_basket_golden("baskets.ansi", Format::table, {.width = 100, .colour = true});
}

TEST(Write, SetsItNarrowAndInAscii) {
  expect_basket_golden("baskets.narrow.txt", Format::table, {.width = 44, .unicode = false});
}

TEST(Write, GivesItsDataAsJson) { expect_basket_golden("baskets.json", Format::json); }

TEST(Write, GivesItsListAsJsonLines) { expect_basket_golden("baskets.jsonl", Format::jsonl); }

TEST(Write, GivesTheMainTableAsCsv) { expect_basket_golden("baskets.csv", Format::csv); }

TEST(Write, GivesAllTablesAsCsvWhereNoneIsMain) {
  Document document = basket_document();
  for (Block& block : document.blocks) {
    if (auto* table = std::get_if<Table>(&block.content)) table->role = TableRole::side;
  }
  relook::testing::expect_golden("src/report/testdata/baskets.all.csv",
                                 written(document, Format::csv));
}

TEST(Write, SetsTheDocumentInMarkdown) { expect_basket_golden("baskets.md", Format::markdown); }

TEST(Write, SetsTheDocumentAsAPage) { expect_basket_golden("baskets.html", Format::html); }

TEST(Write, MakesTheSameWorkbookTwice) {
  const std::string once = written(basket_document(), Format::xlsx);
  EXPECT_THAT(once, StartsWith("PK\x03\x04"));
  EXPECT_EQ(once, written(basket_document(), Format::xlsx));
}

TEST(Write, KnowsItsFormatsByName) {
  for (const std::string_view name : format_names()) {
    EXPECT_EQ(name_of(parse_format(name).value()), name);
  }
  EXPECT_THAT(to_string(parse_format("htlm").error()), HasSubstr("did you mean 'html'"));
}

TEST(Write, DrawsNothingOfAMapWithoutPoints) {
  Document document{.title = "None"};
  document.add(Map{.title = "Nowhere", .points = {}});
  for (const Format format : {Format::table, Format::markdown, Format::html}) {
    EXPECT_THAT(written(document, format), Not(HasSubstr("Nowhere")));
  }
}

TEST(Write, RefusesWhatWasPutTogetherWrongly) {
  const Column column{.id = "a", .header = "A"};
  const std::vector<Table> faulty{
      {.id = "Summary", .title = "", .columns = {column}},
      {.id = "a:b", .title = "", .columns = {column}},
      {.id = "x", .title = "", .columns = {}},
      {.id = "x", .title = "", .columns = {column, column}},
      {.id = "x", .title = "", .columns = {column}, .rows = {{{1, 2}}}},
      {.id = "x", .title = "", .columns = {{.id = "s", .header = "", .part_column = "b"}}},
      {.id = "x",
       .title = "",
       .columns = {{.id = "s", .header = "", .kind = ColumnKind::share},
                   {.id = "S_part", .header = ""}}}};
  for (const Table& table : faulty) {
    Document document{.title = "Faulty"};
    document.add(table);
    EXPECT_TRUE(fault_of(document).has_value()) << table.id;
    EXPECT_EQ(write(document, Format::html).error().kind, ErrorKind::bug);
  }
  Document twice{.title = "Twice"};
  twice.add(Table{.id = "x", .title = "", .columns = {column}});
  twice.add(Table{.id = "X", .title = "", .columns = {column}});
  EXPECT_TRUE(fault_of(twice).has_value());
}

}  // namespace
}  // namespace relook::report
