// SPDX-License-Identifier: Apache-2.0
#include "decision/row_kinds.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <utility>
#include <vector>

namespace relook::decision {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

TEST(RowKinds, CodesThatAreNoValuesComeFirst) {
  const std::vector<std::uint32_t> codes = {0, estate::kUnknownCode, 3, estate::kNoneCode};
  const KindsView kinds = kinds_of_codes(codes, 4);
  EXPECT_EQ(kinds[0], kFirstValueKind);
  EXPECT_EQ(kinds[1], kUnknownKind);
  EXPECT_EQ(kinds[2], kFirstValueKind + 3);
  EXPECT_EQ(kinds[3], kNoneKind);
  EXPECT_EQ(kinds.count, 6U);
  EXPECT_EQ(kinds_of_codes({}, 0)[7], kUnknownKind);
}

// Few pairs and many, fewer rows than a chunk and more.
TEST(RowKinds, PairsAreTheRowsOwnAndEachHasRows) {
  std::mt19937 random(7);
  for (const std::uint32_t width : {1U, 5U, 70U, 3000U}) {
    for (const std::size_t rows : {0UL, 10UL, 40'000UL}) {
      std::vector<std::uint32_t> first;
      std::vector<std::uint32_t> second;
      for (std::size_t row = 0; row < rows; ++row) {
        first.push_back(static_cast<std::uint32_t>(random() % width));
        second.push_back(static_cast<std::uint32_t>(random() % (width + 1)));
      }
      const KindsView a{first, 0, 0, width};
      const KindsView b{second, 0, 0, width + 1};
      const PairedKinds pairs = pair_kinds(rows, a, b, {.threads = 2});
      ASSERT_EQ(pairs.kind_of.size(), rows);
      std::set<Pair> seen;
      for (std::size_t row = 0; row < rows; ++row) {
        const Pair wanted{first[row], second[row]};
        ASSERT_EQ(pairs.pair[pairs.kind_of[row]], wanted);
        seen.insert(wanted);
      }
      EXPECT_EQ(pairs.pair.size(), seen.size());
      EXPECT_EQ(pairs.kind_of, pair_kinds(rows, a, b, {.threads = 1}).kind_of);
    }
  }
}

}  // namespace
}  // namespace relook::decision
