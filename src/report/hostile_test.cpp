// SPDX-License-Identifier: Apache-2.0
// Every place of a document that outside text can reach, filled with text that means harm.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/spelling.hpp"
#include "codec/csv.hpp"
#include "report/write.hpp"

namespace relook::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<std::string> kHostile{
    "<script>alert(1)</script>",
    "\" onload=\"alert(1)",
    "</style><img src=x onerror=alert(1)>",
    "=1+1",
    "-2+3",
    "@SUM(A1)",
    "\x1B[2Jfig\x1B]0;owned\a",
    "a | b \\| c",
    "first\nsecond\r\nthird",
    "# no heading",
    "[link](javascript:alert(1))",
    "![x](http://example.org/)",
    "`code` *bold* _under_ ~~gone~~",
    "🍎👩‍🌾 林檎",
    "\u202Ereversed",
    std::string("nul\0byte", 8),
    std::string(40'000, 'x'),
    "]]>&amp;&#0;",
};

Document filled_with(const std::string& text) {
  Document document{.title = text, .subtitle = text, .notice = text, .generator = text};
  document.data.add("text", text);
  document.add(Verdict{text, Tone::bad, text});
  document.add(Heading{text});
  document.add(Paragraph{text});
  document.add(KeyValues{{{text, text}}});
  document.add(Note{Tone::unsure, text, text});
  document.add(Bars{text,
                    {{.label = text,
                      .sublabel = text,
                      .low = {1, 4},
                      .high = {1, 2},
                      .limit = Share{1, 3},
                      .text = text,
                      .exact = text}}});
  document.add(Table{.id = "t",
                     .title = text,
                     .columns = {{.id = "a", .header = text, .unit = text, .help = text},
                                 {.id = "b", .header = text, .kind = ColumnKind::tone}},
                     .rows = {{{text, Badge{Tone::bad, text}}, Tone::bad}},
                     .role = TableRole::main,
                     .more = {1, text}});
  document.add(Table{.id = "u", .title = text, .columns = {{"a", text}}, .empty = text});
  document.add(Timeline{.id = "v",
                        .title = text,
                        .from = {0},
                        .until = {99},
                        .rows = {{text, text, {{{10}, {Tone::bad, text}, text}}}},
                        .marks = {{{20}, text}},
                        .header = text,
                        .more = {1, text}});
  document.add(SideBySide{.id = "w",
                          .title = text,
                          .header = text,
                          .before_header = text,
                          .after_header = text,
                          .pairs = {{text, {{Tone::bad, text}, text}, {{}, text}, {text}}},
                          .more = {1, text}});
  document.add(Matrix{.id = "x",
                      .title = text,
                      .header = text,
                      .columns = {{"a", text}},
                      .rows = {{text, {{{Tone::bad, text}, text}}}}});
  document.add(Map{.title = text,
                   .points = {{{0, 0}, Tone::bad, text}},
                   .legend = {{Tone::bad, text, text}},
                   .things = text,
                   .unplaced = {{Tone::bad, 2}},
                   .notes = {text}});
  return document;
}

std::string written(const std::string& text, Format format) {
  const Result<std::string> bytes = write(filled_with(text), format);
  EXPECT_TRUE(bytes.has_value()) << text.substr(0, 40) << to_string(bytes.error());
  return bytes.value_or("");
}

std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Hostile, AddsNoMarkupToAPage) {
  const std::string plain = written("plain", Format::html);
  for (const std::string& text : kHostile) {
    const std::string html = written(text, Format::html);
    EXPECT_EQ(occurrences(html, "<"), occurrences(plain, "<")) << text.substr(0, 40);
    EXPECT_EQ(occurrences(html, "\""), occurrences(plain, "\"")) << text.substr(0, 40);
    EXPECT_EQ(html.find_first_of(std::string("\x1B\a\0", 3)), html.npos);
  }
}

TEST(Hostile, SendsNoControlToATerminal) {
  for (const std::string& text : kHostile) {
    const std::string shown = written(text, Format::table);
    EXPECT_TRUE(is_utf8(shown));
    for (const char c : shown) {
      EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ') << text.substr(0, 40);
    }
    EXPECT_THAT(shown, Not(HasSubstr("\u202E")));
  }
}

// How many bars that part cells stand in each line of a table.
std::vector<std::size_t> bars_in_rows(const std::string& markdown) {
  std::vector<std::size_t> bars;
  for (std::size_t at = markdown.find("\n|"); at != markdown.npos;
       at = markdown.find("\n|", at + 1)) {
    const std::string line = markdown.substr(at + 1, markdown.find('\n', at + 1) - at - 1);
    bars.push_back(occurrences(line, "|") - occurrences(line, "\\|"));
  }
  return bars;
}

TEST(Hostile, AddsNoColumnToAMarkdownTable) {
  const std::vector<std::size_t> plain = bars_in_rows(written("plain", Format::markdown));
  ASSERT_EQ(plain.front(), 3U);
  for (const std::string& text : kHostile) {
    const std::string markdown = written(text, Format::markdown);
    EXPECT_THAT(markdown, Not(HasSubstr("<script")));
    EXPECT_THAT(markdown, Not(HasSubstr("\n# no")));
    EXPECT_EQ(occurrences(markdown, "]("), occurrences(markdown, "\\](")) << text.substr(0, 40);
    EXPECT_EQ(bars_in_rows(markdown), plain) << text.substr(0, 40);
  }
}

TEST(Hostile, WritesNoFormulaIntoCsv) {
  for (const std::string& text : kHostile) {
    const std::string csv = written(text, Format::csv);
    Diagnostics diagnostics;
    codec::CsvReader reader(csv, "t.csv", {}, diagnostics);
    ASSERT_TRUE(reader.next());
    ASSERT_TRUE(reader.next()) << text.substr(0, 40);
    ASSERT_EQ(reader.row().size(), 2U);
    const std::string_view field = reader.row()[0].text;
    EXPECT_TRUE(field.empty() || !std::string_view("=+-@").contains(field.front()));
    EXPECT_FALSE(reader.next());
    EXPECT_FALSE(diagnostics.has_errors()) << text.substr(0, 40);
  }
}

TEST(Hostile, MakesAWorkbookStill) {
  for (const std::string& text : kHostile) EXPECT_FALSE(written(text, Format::xlsx).empty());
}

}  // namespace
}  // namespace relook::report
