// SPDX-License-Identifier: Apache-2.0
#include "base/reached.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace relook {
namespace {

using ::testing::ElementsAre;

TEST(Reached, GoesRoundARing) {
  int asked = 0;
  const auto next = [&](int at) {
    ++asked;
    return std::vector<int>{(at + 2) % 6, (at + 4) % 6};
  };
  EXPECT_THAT(reached(1, next), ElementsAre(1, 3, 5));
  EXPECT_EQ(asked, 3);
}

TEST(Reached, ContainsTheStartWhereNothingFollows) {
  const auto next = [](const std::string&) { return std::set<std::string>(); };
  EXPECT_THAT(reached(std::string("a"), next), ElementsAre("a"));
}

TEST(Reached, GoesAsFarAsThereIsAnything) {
  constexpr int kFar = 1'000'000;
  const auto next = [](int at) { return std::vector<int>{at < kFar ? at + 1 : at}; };
  EXPECT_EQ(reached(0, next).size(), std::size_t{kFar} + 1);
}

}  // namespace
}  // namespace relook
