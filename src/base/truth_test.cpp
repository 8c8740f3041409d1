// SPDX-License-Identifier: Apache-2.0
#include "base/truth.hpp"

#include <gtest/gtest.h>

namespace relook {
namespace {

// Kleene's tables by their meaning: what is the same in every filling of the unknown.
TEST(Truth, IsWhatEveryFillingGives) {
  const Truth all[] = {Truth::no, Truth::unknown, Truth::yes};
  const auto may_be = [](Truth t, bool value) { return t == Truth::unknown || t == truth(value); };
  for (const Truth a : all) {
    for (const Truth b : all) {
      bool and_yes = true;
      bool and_no = true;
      bool or_yes = true;
      bool or_no = true;
      for (const bool x : {false, true}) {
        for (const bool y : {false, true}) {
          if (!may_be(a, x) || !may_be(b, y)) continue;
          (x && y ? and_no : and_yes) = false;
          (x || y ? or_no : or_yes) = false;
        }
      }
      EXPECT_EQ(both(a, b), and_yes ? Truth::yes : and_no ? Truth::no : Truth::unknown);
      EXPECT_EQ(either(a, b), or_yes ? Truth::yes : or_no ? Truth::no : Truth::unknown);
    }
  }
  EXPECT_EQ(negated(Truth::yes), Truth::no);
  EXPECT_EQ(negated(Truth::no), Truth::yes);
  EXPECT_EQ(negated(Truth::unknown), Truth::unknown);
}

}  // namespace
}  // namespace relook
