// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

namespace relook {
namespace {

TEST(ParallelChunks, VisitEveryIndexOnce) {
  for (const std::size_t size : {0UL, 1UL, 9UL, 10UL, 11UL, 1000UL}) {
    for (const unsigned threads : {0U, 1U, 2U, 5U}) {
      std::vector<std::atomic<int>> seen(size);
      std::atomic<int> wrong = 0;
      parallel_chunks(
          size, threads,
          [&](std::size_t number, Chunk chunk) {
            if (chunk.begin != number * 10 || chunk.end - chunk.begin > 10) ++wrong;
            for (std::size_t i = chunk.begin; i < chunk.end; ++i) ++seen[i];
          },
          10);
      EXPECT_EQ(wrong, 0);
      for (const auto& count : seen) ASSERT_EQ(count, 1);
    }
  }
}

// Text is joined in an order that shows.
TEST(ParallelReduce, GivesTheSameForAnyNumberOfThreads) {
  const auto joined = [](unsigned threads) {
    return parallel_reduce(
        10 * kChunkSize + 7, threads, std::string(),
        [](Chunk chunk) {
          return std::to_string(chunk.begin) + "-" + std::to_string(chunk.end) + ";";
        },
        [](std::string& total, std::string part) { total += part; });
  };
  EXPECT_EQ(joined(1), joined(2));
  EXPECT_EQ(joined(1), joined(0));
  EXPECT_TRUE(joined(1).starts_with("0-16384;16384-"));
}

TEST(ParallelReduce, OfNothingIsWhatItStartedWith) {
  const int total =
      parallel_reduce(0, 2, 42, [](Chunk) { return 1; }, [](int& sum, int part) { sum += part; });
  EXPECT_EQ(total, 42);
}

TEST(ParallelSort, SortsWhateverTheNumberOfThreads) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kChunkSize + 1, 20 * kChunkSize}) {
    std::vector<std::size_t> values(size);
    // An odd number has a multiple of every rest of a power of two, so no value comes twice.
    for (std::size_t i = 0; i < size; ++i)
      values[i] = (i * 2'654'435'761U) % (std::size_t{1} << 32);
    std::vector<std::size_t> wanted = values;
    std::ranges::sort(wanted);
    for (const unsigned threads : {1U, 2U}) {
      std::vector<std::size_t> sorted = values;
      parallel_sort(sorted, threads, std::less<>());
      EXPECT_EQ(sorted, wanted) << size << " " << threads;
    }
  }
}

}  // namespace
}  // namespace relook
