// SPDX-License-Identifier: Apache-2.0
#include "decision/parser.hpp"

#include <gtest/gtest.h>

#include <string>

#include "decision/lexer.hpp"

namespace relook::decision {
namespace {

std::string faults_of(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& fault : diagnostics.sorted()) {
    text += std::to_string(fault.at.line) + ":" + std::to_string(fault.at.column) + " " +
            fault.message + "\n";
  }
  return text;
}

// The tree, or the faults, of a selector whose first character is line 1, column 1.
std::string parsed(std::string_view text) {
  const Read<Syntax> read = parse_selector(text, {"d.toml", {1, 1}});
  return read.diagnostics.has_errors() ? faults_of(read.diagnostics) : to_text(read.value);
}

TEST(Lexer, ReadsEachKindOfToken) {
  const auto read = lex_selector(
      R"(site.region == "a\"\u00e9\ud83d\ude00\n" and x<=-1.50 or 2020-01-28 in [)", {"", {1, 1}});
  ASSERT_FALSE(read.diagnostics.has_errors()) << faults_of(read.diagnostics);
  std::string shown;
  for (const Token& token : read.value) shown += "<" + token.text + ">";
  EXPECT_EQ(shown,
            "<site><.><region><==><a\"\xC3\xA9\xF0\x9F\x98\x80\n><and><x><<=><-1.50><or>"
            "<2020-01-28><in><[><>");
  EXPECT_EQ(read.value[8].number, *read_decimal("-1.5"));
  EXPECT_EQ(read.value[10].date, *parse_date("2020-01-28"));
}

TEST(Lexer, PlacesWhatIsNoWord) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"a = \"x\"", "1:3 '=' is not part of the language: write `==`\n"},
      {"a && b || c",
       "1:3 '&&' is not part of the language: write `and`\n"
       "1:8 '||' is not part of the language: write `or`\n"},
      {"a == 'x y' and !b",
       "1:6 ''' is not part of the language: texts stand in double quotes\n"
       "1:16 '!' is not part of the language: write `not`\n"},
      {"function == AMF",
       "1:13 'AMF' is no name: names are in lower case and begin with a letter; texts stand in "
       "double quotes\n"},
      {"a == \"x", "1:6 this text has no closing double quote\n"},
      {R"(a == "\q")",
       "1:7 no such escape: there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u "
       "with four hexadecimal digits\n"},
      {R"(a == "\ud83d")",
       "1:7 half of a surrogate pair: it needs \\uD800 to \\uDBFF, then "
       "\\uDC00 to \\uDFFF\n"},
      {R"(a == "\u12g4")", "1:7 \\u needs four hexadecimal digits\n"},
      {"a > 2020-02-30",
       "1:5 '2020-02-30' is no date: dates are written as 2020-01-28, in the "
       "years 1900 to 2199\n"},
      {"a > 1.2.3",
       "1:5 '1.2.3' is no number: at most 18 digits before and 18 behind the point, "
       "nothing between them\n"},
      {"a and\n  b ; c", "2:5 ';' is not part of the language\n"},
      {"a # why", "1:3 '#' is not part of the language: a selector has no comments\n"}};
  for (const auto& [text, want] : cases) EXPECT_EQ(parsed(text), want) << text;
}

TEST(Parser, BindsOrWeakestThenAndThenNotThenComparison) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"a or b and not c == 1", "(or a (and b (not (== c 1))))"},
      {"(a or b) and c", "(and (or a b) c)"},
      {"not not a", "(not (not a))"},
      {"a and b and c or d", "(or (and a b c) d)"},
      {"not a or b", "(or (not a) b)"},
      {"site.region != \"x\"", "(!= site.region \"x\")"},
      {"function in [\"AMF\", \"SMF\"]", "(in function [\"AMF\", \"SMF\"])"},
      {"vendor in family([\"a\", \"b\"])", "(in vendor family([\"a\", \"b\"]))"},
      {"bands has \"n78\"", "(has bands \"n78\")"},
      {"networks has any (criticality == \"government\" or id == \"x\")",
       "(has-any networks (or (== criticality \"government\") (== id \"x\")))"},
      {"any supply (role == \"optics\")", "(any-supply (== role \"optics\"))"},
      {"any dependency (any)", "(any-dependency any)"},
      {"any dependency (\"hosted-on\", core and not transit)",
       "(any-dependency \"hosted-on\" (and core (not transit)))"},
      {"between(a, b or c)", "(between a (or b c))"},
      {"a.near(\"x\", 100.5) and known(site.lat)", "(and a.near(\"x\", 100.5) known(site.lat))"},
      {"on >= 2020-01-28 and true", "(and (>= on 2020-01-28) true)"}};
  for (const auto& [text, want] : cases) EXPECT_EQ(parsed(text), want) << text;
}

TEST(Parser, ShowsWhereItStopsAndGoesOn) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", "1:1 the selector is empty\n"},
      {"  ", "1:3 the selector is empty\n"},
      {"a and", "1:6 expected a field or a value, found the end\n"},
      {"a == ", "1:6 expected a field or a value, found the end\n"},
      {"a == and b", "1:6 expected a field or a value, found 'and'\n"},
      {"(a == ) and (b in) or c in [",
       "1:7 expected a field or a value, found ')'\n"
       "1:18 expected a field or a value, found ')'\n"
       "1:29 expected a field or a value, found the end\n"},
      {"or a", "1:1 expected a question before `or`\n"},
      {"a b", "1:3 expected `and`, `or` or the end, found 'b'\n"},
      {"(a", "1:3 expected `)` behind the selector in parentheses, found the end\n"},
      {"a)", "1:2 expected `and`, `or` or the end, found ')'\n"},
      {"a < b < c", "1:7 comparisons do not chain: write `a < b and b < c`\n"},
      {"a not in [\"x\"]", "1:3 write `not` before the whole comparison: `not x in [\"…\"]`\n"},
      {"(a) == 3", "1:5 a comparison has a field or a value at each side, not a selector\n"},
      {"a in [[1]]", "1:7 a list holds values, not lists\n"},
      {"a in family(family(\"x\"))",
       "1:13 `family(…)` stands behind `in`: `vendor in family(\"…\")`\n"},
      {"any site (a)", "1:5 expected `supply` or `dependency` behind `any`, found 'site'\n"},
      {"between(a)", "1:10 expected `,` between the two selectors, found ')'\n"},
      {"site.", "1:6 expected a field behind the point, found the end\n"}};
  for (const auto& [text, want] : cases) EXPECT_EQ(parsed(text), want) << text;
}

TEST(Parser, CountsColumnsFromWhereTheTextStandsAndLinesInsideIt) {
  const Read<Syntax> one = parse_selector("a = b", {"d.toml", {12, 9}});
  EXPECT_EQ(faults_of(one.diagnostics), "12:11 '=' is not part of the language: write `==`\n");
  const Read<Syntax> two = parse_selector("a and\n   b = c", {"d.toml", {12, 9}});
  EXPECT_EQ(faults_of(two.diagnostics), "13:6 '=' is not part of the language: write `==`\n");
}

TEST(Parser, RefusesDepthAndLengthWithOneFault) {
  const auto repeated = [](std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
  };
  const std::string deep = "nested too deep: at most 200 levels\n";
  EXPECT_EQ(parsed(repeated("(", 10'000'000)),
            "1:1 the selector is too long: at most 65536 bytes\n");
  EXPECT_EQ(parsed(repeated("(", 60'000)), "1:201 " + deep);
  EXPECT_EQ(parsed(repeated("not ", 15'000)), "1:797 " + deep);
  EXPECT_EQ(parsed(repeated("users has any (", 4'000)), "1:3001 " + deep);
  EXPECT_EQ(parsed(repeated("any supply (", 5'000)), "1:2401 " + deep);
  EXPECT_EQ(parsed(repeated("between(", 8'000)), "1:1601 " + deep);
  EXPECT_EQ(parsed(repeated("any dependency (any, ", 3'000)), "1:4201 " + deep);
  EXPECT_EQ(parsed(repeated("a in family(", 5'000)), "1:15 expected `,` or `)`, found 'in'\n");
  EXPECT_EQ(parsed(repeated("(", 150) + "a" + repeated(")", 150)), "a");
  EXPECT_EQ(parsed("\xFF"), "1:1 the selector is not UTF-8\n");
}

}  // namespace
}  // namespace relook::decision
