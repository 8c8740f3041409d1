// SPDX-License-Identifier: Apache-2.0
#include "codec/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>
#include <string_view>

namespace relook::codec {
namespace {

using ::testing::HasSubstr;

std::string one_line(const Tree& tree) { return write_json(tree, JsonLayout::one_line); }

std::string fault(std::string_view text) {
  const Read<Tree> read = read_json(text, "t");
  return read.diagnostics.has_errors() ? to_string(read.diagnostics.sorted().front()) : "";
}

TEST(Json, IsWrittenAsItWasRead) {
  for (const std::string_view text :
       {"null", "true", "[]", "{}", "0", "-1", "9007199254740992", "1.5", "\"\"", "[1,[2,[3]]]",
        R"({"z":1,"a":[true,null],"m":{"y":"x","b":"c"}})", R"("\"\\\n\t\u0001")", "\"東京\""}) {
    const Read<Tree> read = read_json(text, "t");
    ASSERT_FALSE(read.diagnostics.has_errors()) << text;
    EXPECT_EQ(one_line(read.value), text);
  }
}

TEST(Json, KeepsTheOrderOfMembers) {
  Tree tree = Tree::object();
  tree.add("z", 1);
  tree.add("a", "x");
  tree.add("m", Tree::array()).push(parse_date("2020-01-28").value());
  EXPECT_EQ(one_line(tree), R"({"z":1,"a":"x","m":["2020-01-28"]})");
  EXPECT_EQ(write_json(tree, JsonLayout::indented),
            "{\n  \"z\": 1,\n  \"a\": \"x\",\n  \"m\": [\n    \"2020-01-28\"\n  ]\n}\n");
}

TEST(Json, WritesIntegersBeyond53BitsAsText) {
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  EXPECT_EQ(one_line(Tree(kExact)), "9007199254740992");
  EXPECT_EQ(one_line(Tree(kExact + 1)), "\"9007199254740993\"");
  EXPECT_EQ(one_line(Tree(-kExact - 1)), "\"-9007199254740993\"");
  EXPECT_EQ(one_line(Tree::integer(Int128{1} << 100)), "\"1267650600228229401496703205376\"");
  EXPECT_EQ(one_line(Tree(std::numeric_limits<std::size_t>::max())), "\"18446744073709551615\"");
  EXPECT_EQ(one_line(Tree(std::numeric_limits<std::int64_t>::min())), "\"-9223372036854775808\"");
}

TEST(Json, ReadsIntegersOf64BitsExactly) {
  EXPECT_EQ(*read_json("9223372036854775807", "t").value.as_integer(),
            std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(*read_json("-9223372036854775808", "t").value.as_integer(),
            std::numeric_limits<std::int64_t>::min());
  EXPECT_NE(read_json("9223372036854775808", "t").value.as_double(), nullptr);
  EXPECT_NE(read_json("1.0", "t").value.as_double(), nullptr);
}

TEST(Json, PlacesItsFault) {
  EXPECT_EQ(fault(""), "t:1:1: error: the document is empty");
  EXPECT_THAT(fault(" \n "), HasSubstr("the document is empty"));
  EXPECT_THAT(fault("{\n  \"a\": 1,\n  \"b\": x\n}"), HasSubstr("t:3:8: error: this is not JSON"));
  EXPECT_THAT(fault("[1, 2"), HasSubstr("t:1:"));
  EXPECT_THAT(fault("[1,]"), HasSubstr("t:1:4: "));
  EXPECT_THAT(fault("1 2"), HasSubstr("t:1:3: "));
  EXPECT_THAT(fault("{\"a\" 1}"), HasSubstr("t:1:6: "));
  EXPECT_NE(fault("\"\xFF\""), "");
  EXPECT_NE(fault("\"\\ud800\""), "");
  EXPECT_NE(fault("[01]"), "");
  EXPECT_NE(fault("{'a':1}"), "");
  EXPECT_NE(fault("NaN"), "");
  EXPECT_EQ(fault("\xEF\xBB\xBF[1]"), "") << "a byte order mark is skipped";
}

TEST(Json, LimitsDepth) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(fault(nested(250)), "");
  EXPECT_THAT(fault(nested(300)), HasSubstr("nested deeper than 256 levels"));
  EXPECT_NE(fault(nested(1'000'000)), "");
  EXPECT_NE(fault(std::string(1'000'000, '[')), "");
}

TEST(Json, ReplacesBrokenTextInsteadOfFailing) {
  EXPECT_EQ(one_line(Tree("a\xFF")), "\"a\xEF\xBF\xBD\"");
}

// Damaged documents end in a tree or in a fault, never in a crash.
TEST(Json, SurvivesDamage) {
  std::mt19937 random(9);
  const std::string good = R"({"a": [1, -2.5e3, "x\u00e9", true, null], "b": {"c": "東"}})";
  for (int i = 0; i < 5000; ++i) {
    std::string text = good;
    for (std::size_t k = 0; k < 1 + random() % 3; ++k) {
      text[random() % text.size()] = static_cast<char>(random());
    }
    if (random() % 3 == 0) text.resize(random() % text.size());
    const Read<Tree> read = read_json(text, "t");
    if (read.diagnostics.has_errors()) {
      ASSERT_EQ(read.diagnostics.error_count(), 1U);
      continue;
    }
    const std::string written = one_line(read.value);
    ASSERT_EQ(one_line(read_json(written, "t").value), written) << text;
  }
}

}  // namespace
}  // namespace relook::codec
