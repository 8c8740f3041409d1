// SPDX-License-Identifier: Apache-2.0
#include "codec/lenient.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace relook::codec {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Lenient, FindsWhatIsThere) {
  const Tree tree = tree_of_json(R"({"text":"x","number":7,"list":["b","a","b"]})");
  EXPECT_EQ(text_of(tree, "text"), "x");
  EXPECT_EQ(*member_of(tree, "number").as_integer(), 7);
  EXPECT_EQ(items_of(tree, "list").size(), 3U);
  EXPECT_EQ(text_of(items_of(tree, "list")[0]), "b");
  EXPECT_THAT(texts_of<std::vector<std::string>>(tree, "list"), ElementsAre("b", "a", "b"));
  EXPECT_THAT(texts_of<std::set<std::string>>(tree, "list"), ElementsAre("a", "b"));
}

TEST(Lenient, ReadsWhatIsMissingOrOfAnotherKindAsNothing) {
  const Tree tree = tree_of_json(R"({"list":[1,"a"]})");
  EXPECT_TRUE(member_of(tree, "text").is_null());
  EXPECT_TRUE(member_of(member_of(tree, "list"), "text").is_null());
  EXPECT_EQ(text_of(tree), "");
  EXPECT_EQ(text_of(tree, "list"), "");
  EXPECT_THAT(items_of(tree, "text"), IsEmpty());
  EXPECT_THAT(texts_of<std::vector<std::string>>(tree, "list"), ElementsAre("", "a"));
  EXPECT_TRUE(tree_of_json("{").is_null());
  EXPECT_TRUE(tree_of_json("").is_null());
}

TEST(Lenient, SplitsLines) {
  EXPECT_THAT(lines_of(""), IsEmpty());
  EXPECT_THAT(lines_of("a"), ElementsAre("a"));
  EXPECT_THAT(lines_of("a\nb\n"), ElementsAre("a", "b"));
  EXPECT_THAT(lines_of("\n\na"), ElementsAre("", "", "a"));
}

}  // namespace
}  // namespace relook::codec
