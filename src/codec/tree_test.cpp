// SPDX-License-Identifier: Apache-2.0
#include "codec/tree.hpp"

#include <gtest/gtest.h>

namespace relook::codec {
namespace {

TEST(Tree, FindsTheFirstMemberOfAName) {
  Tree tree = Tree::object();
  tree.add("a", 1);
  tree.add("a", 2);
  EXPECT_EQ(*tree.find("a")->as_integer(), 1);
  EXPECT_EQ(tree.find("b"), nullptr);
  EXPECT_EQ(Tree(1).find("a"), nullptr);
  *tree.find("a") = Tree("x");
  EXPECT_EQ(*tree.find("a")->as_string(), "x");
}

TEST(Tree, IsEqualWhereverItWasRead) {
  Tree a = Tree::array();
  a.push(Date{1});
  Tree b = a;
  b.at = {3, 4};
  EXPECT_EQ(a, b);
  b.push(nullptr);
  EXPECT_FALSE(a == b);
  EXPECT_FALSE(Tree(1) == Tree(1.0));
}

TEST(Tree, NamesItsKind) {
  EXPECT_EQ(kind_name(Tree()), "null");
  EXPECT_EQ(kind_name(Tree(true)), "true or false");
  EXPECT_EQ(kind_name(Tree(1)), "a number");
  EXPECT_EQ(kind_name(Tree(1.5)), "a number");
  EXPECT_EQ(kind_name(Tree("x")), "text");
  EXPECT_EQ(kind_name(Tree(Date{0})), "a date");
  EXPECT_EQ(kind_name(Tree::array()), "a list");
  EXPECT_EQ(kind_name(Tree::object()), "a table");
}

}  // namespace
}  // namespace relook::codec
