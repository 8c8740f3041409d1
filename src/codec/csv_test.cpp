// SPDX-License-Identifier: Apache-2.0
#include "codec/csv.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/spelling.hpp"

namespace relook::codec {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Got {
  Rows rows;
  std::vector<std::string> faults;
};

Got read(std::string_view text, const CsvOptions& options = {}) {
  Diagnostics diagnostics;
  CsvReader reader(text, "t", options, diagnostics);
  Got got;
  while (reader.next()) {
    auto& row = got.rows.emplace_back();
    for (const CsvField& field : reader.row()) row.emplace_back(field.text);
  }
  for (const Diagnostic& d : diagnostics.sorted()) got.faults.push_back(to_string(d));
  return got;
}

TEST(CsvReader, FollowsRfc4180) {
  struct Case {
    std::string_view name;
    std::string_view text;
    Rows want;
  };
  const Case cases[] = {
      {"nothing", "", {}},
      {"rows end in LF", "a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}},
      {"rows end in CRLF", "a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
      {"the last row needs no end", "a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
      {"the last row ends in CR", "a,b\r", {{"a", "b"}}},
      {"empty fields", ",\n,,\n", {{"", ""}, {"", "", ""}}},
      {"spaces are part of a field", " a , b \n", {{" a ", " b "}}},
      {"quotes around a field", "\"a\",\"b\"\n", {{"a", "b"}}},
      {"a comma in quotes", "\"a,b\",c\n", {{"a,b", "c"}}},
      {"a line break in quotes", "\"a\nb\",c\r\n\"d\r\ne\",f", {{"a\nb", "c"}, {"d\r\ne", "f"}}},
      {"doubled quotes", R"("say ""hi""","""","""""")", {{"say \"hi\"", "\"", "\"\""}}},
      {"empty quotes", "\"\"\n", {{""}}},
      {"quotes before CRLF", "\"a\"\r\n\"b\"\r", {{"a"}, {"b"}}},
      {"empty lines are passed over", "\n\na\n\r\n\nb\n\n", {{"a"}, {"b"}}},
      {"a byte order mark",
       "\xEF\xBB\xBF"
       "a\n",
       {{"a"}}},
      {"only a byte order mark", "\xEF\xBB\xBF", {}},
      {"a byte order mark before quotes", "\xEF\xBB\xBF\"a,b\"\n", {{"a,b"}}},
      {"UTF-8", "Zürich,東京\n", {{"Zürich", "東京"}}},
      {"a tab is text", "a\tb\n", {{"a\tb"}}},
  };
  for (const Case& c : cases) {
    const Got got = read(c.text);
    EXPECT_EQ(got.rows, c.want) << c.name;
    EXPECT_TRUE(got.faults.empty()) << c.name << ": " << got.faults.front();
  }
}

TEST(CsvReader, PlacesItsFaultsAndReadsOn) {
  struct Case {
    std::string_view name;
    std::string_view text;
    Rows want;
    std::string_view fault;
  };
  using namespace std::string_view_literals;
  const Case cases[] = {
      {"a quote in a bare field",
       "a\nb,c\"d\",e\nf\n",
       {{"a"}, {"f"}},
       "t:2:4: error: a quote inside a bare field; put the whole field in quotes and double it"},
      {"text behind a quote",
       "\"a\"b,c\nd\n",
       {{"d"}},
       "t:1:4: error: text behind a closing quote; a quote inside a field is written twice"},
      {"a space behind a quote",
       "\"a\" ,c\nd\n",
       {{"d"}},
       "t:1:4: error: text behind a closing quote; a quote inside a field is written twice"},
      {"a quote that is never closed",
       "a,b\nc,\"d\ne\n",
       {{"a", "b"}},
       "t:2:3: error: this quote is never closed"},
      {"a quote that is the last byte", "a,\"", {}, "t:1:3: error: this quote is never closed"},
      {"NUL",
       "a\nb,\0\nc\n"sv,
       {{"a"}, {"c"}},
       "t:2:3: error: a NUL byte; is this a text file in UTF-8?"},
      {"Latin-1",
       "a,D\xFCsseldorf\nc\n",
       {{"c"}},
       "t:1:3: error: bytes that are not UTF-8: 'D?sseldorf'; save the file as UTF-8 (in a "
       "spreadsheet: \"CSV UTF-8\") or give a map its encoding"},
      {"a CR in a bare field",
       "a\nb\rc,d\ne\n",
       {{"a"}, {"e"}},
       "t:2:2: error: a carriage return inside a bare field; lines end in LF or CRLF"},
      {"a place behind a line break in quotes",
       "\"a\nb\",c\"\nd\n",
       {{"d"}},
       "t:2:5: error: a quote inside a bare field; put the whole field in quotes and double it"},
      {"columns count from behind the byte order mark",
       "\xEF\xBB\xBF"
       "a\"\n",
       {},
       "t:1:2: error: a quote inside a bare field; put the whole field in quotes and double it"},
  };
  for (const Case& c : cases) {
    const Got got = read(c.text);
    EXPECT_EQ(got.rows, c.want) << c.name;
    ASSERT_EQ(got.faults.size(), 1U) << c.name;
    EXPECT_EQ(got.faults.front(), c.fault) << c.name;
  }
}

TEST(CsvReader, HasLimits) {
  const CsvOptions small{.row_bytes_max = 10, .fields_max = 3};
  EXPECT_EQ(read("0123456789\nb\n", small).rows, (Rows{{"0123456789"}, {"b"}}));
  EXPECT_EQ(read("a,b,c\n", small).rows, (Rows{{"a", "b", "c"}}));
  struct Case {
    std::string_view text;
    std::string_view fault;
  };
  const Case cases[] = {
      {"a\n01234567890\nb\n",
       "t:2:1: error: the row is longer than 10 bytes; this does not look "
       "like a table"},
      {"a\n\"0123456789012\"\nb\n",
       "t:2:1: error: the row is longer than 10 bytes; is a quote "
       "never closed?"},
      {"a\n01234,678901\nb\n",
       "t:2:1: error: the row is longer than 10 bytes; this does not look "
       "like a table"},
      {"a\n\"a\"0123456789\nb\n",
       "t:2:1: error: the row is longer than 10 bytes; this does not "
       "look like a table"},
      {"a\n1,2,3,4\nb\n", "t:2:7: error: more than 3 fields in a row"},
  };
  for (const Case& c : cases) {
    const Got got = read(c.text, small);
    EXPECT_EQ(got.rows, (Rows{{"a"}})) << "the reading ends at " << c.text;
    ASSERT_FALSE(got.faults.empty());
    EXPECT_EQ(got.faults.front(), c.fault);
  }
}

TEST(CsvReader, IsQuickWithOneLineOf64MiB) {
  const auto start = std::chrono::steady_clock::now();
  std::string text(64 << 20, 'x');
  for (const std::string_view front : {"", "\"", "\"a\""}) {
    text.replace(0, front.size(), front);
    EXPECT_FALSE(read(text).faults.empty());
  }
  for (const char c : {',', '"', '\r', '\0'}) {
    EXPECT_FALSE(read(text.assign(text.size(), c)).faults.empty());
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

TEST(CsvReader, TellsQuotedFromBare) {
  Diagnostics diagnostics;
  CsvReader reader("\"\",\n", "t", {}, diagnostics);
  ASSERT_TRUE(reader.next());
  EXPECT_TRUE(reader.row()[0].quoted);
  EXPECT_FALSE(reader.row()[1].quoted);
  EXPECT_EQ(reader.row()[1].at, (Position{1, 4}));
}

// Reads byte by byte, as RFC 4180 says it; nothing where the text breaks a rule.
std::optional<Rows> naive_rows(std::string_view text) {
  if (text.find('\0') != text.npos || !is_utf8(text)) return std::nullopt;
  Rows rows;
  std::size_t i = 0;
  const auto line_end = [&](std::size_t at) -> std::size_t {
    if (at == text.size()) return 0;
    if (text[at] == '\n') return 1;
    if (text[at] != '\r') return 0;
    return at + 1 == text.size() ? 1 : text[at + 1] == '\n' ? 2 : 0;
  };
  while (i < text.size()) {
    if (text[i] == '\n' || (line_end(i) == 2)) {
      i += line_end(i);
      continue;
    }
    auto& row = rows.emplace_back();
    while (true) {
      std::string& field = row.emplace_back();
      if (i < text.size() && text[i] == '"') {
        for (++i;; ++i) {
          if (i >= text.size()) return std::nullopt;
          if (text[i] == '"' && !(i + 1 < text.size() && text[i + 1] == '"')) break;
          if (text[i] == '"') ++i;
          field.push_back(text[i]);
        }
        ++i;
      } else {
        while (i < text.size() && text[i] != ',' && line_end(i) == 0) {
          if (text[i] == '"' || text[i] == '\r') return std::nullopt;
          field.push_back(text[i++]);
        }
      }
      if (i == text.size() || line_end(i) > 0) {
        i += line_end(i);
        break;
      }
      if (text[i] != ',') return std::nullopt;
      ++i;
    }
  }
  return rows;
}

TEST(CsvReader, AgreesWithANaiveReader) {
  std::mt19937 random(7);
  constexpr std::string_view kBytes = "ab,,\"\"\"\n\n\r ";
  int good = 0;
  for (int i = 0; i < 50'000; ++i) {
    std::string text(random() % 12, ' ');
    for (char& c : text) c = kBytes[random() % kBytes.size()];
    const auto want = naive_rows(text);
    const Got got = read(text);
    ASSERT_EQ(got.faults.empty(), want.has_value()) << ::testing::PrintToString(text);
    if (!want) continue;
    ++good;
    ASSERT_EQ(got.rows, *want) << ::testing::PrintToString(text);
  }
  EXPECT_GT(good, 5000);
}

TEST(CsvWriter, WritesWhatReadsBackTheSame) {
  std::mt19937 random(8);
  constexpr std::string_view kBytes = "ab,;\"\n\r -";
  for (int i = 0; i < 10'000; ++i) {
    Rows rows(1 + random() % 3);
    std::string text;
    const char delimiter = random() % 2 == 0 ? ',' : ';';
    for (auto& row : rows) {
      row.resize(1 + random() % 4);
      for (std::string& field : row) {
        field.resize(random() % 6);
        for (char& c : field) c = kBytes[random() % kBytes.size()];
      }
      append_csv_row(text, std::vector<std::string_view>(row.begin(), row.end()), delimiter);
    }
    const Got got = read(text, {.delimiter = delimiter});
    ASSERT_TRUE(got.faults.empty()) << got.faults.front() << text;
    ASSERT_EQ(got.rows, rows) << text;
  }
}

TEST(CsvWriter, QuotesOnlyWhatMustBe) {
  std::string text;
  append_csv_row(text, std::vector<std::string_view>{"a", "", "b c", "d,e", "f\"g", "h\ni", " j"});
  EXPECT_EQ(text, "a,,b c,\"d,e\",\"f\"\"g\",\"h\ni\",\" j\"\n");
  text.clear();
  append_csv_row(text, std::vector<std::string_view>{""});
  EXPECT_EQ(text, "\"\"\n") << "a bare empty line would be passed over";
}

}  // namespace
}  // namespace relook::codec
