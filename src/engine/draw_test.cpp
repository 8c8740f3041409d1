// SPDX-License-Identifier: Apache-2.0
#include "engine/draw.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace relook::engine {
namespace {

std::string name_of(std::size_t number) { return "n" + std::to_string(number); }

// What the words of the header say: all names, in order of their digests.
std::vector<std::size_t> twin(const Sample& sample, std::size_t count) {
  std::vector<std::pair<std::string, std::size_t>> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.emplace_back(to_string(sha256(sample.seed + " " + name_of(i))), i);
  }
  std::ranges::sort(all);
  all.resize(std::min<std::size_t>(count, sample.size));
  std::vector<std::size_t> out;
  for (const auto& [digest, number] : all) out.push_back(number);
  std::ranges::sort(out);
  return out;
}

TEST(Draw, TakesTheFirstByDigest) {
  for (const std::size_t count : {0U, 1U, 7U, 8U, 1000U}) {
    for (const std::uint64_t size : {1U, 7U, 300U}) {
      const Sample sample{size, "dice: 4 1"};
      EXPECT_EQ(drawn(sample, count, name_of, relook::Run{.threads = 1}), twin(sample, count));
    }
  }
}

// More names than are held at once.
TEST(Draw, DoesNotHangOnThreadsOrHowManyAreHeld) {
  constexpr std::size_t kCount = 600'000;
  const Sample sample{10, "x"};
  const std::vector<std::size_t> all = twin(sample, kCount);
  EXPECT_EQ(drawn(sample, kCount, name_of, relook::Run{.threads = 1}), all);
  EXPECT_EQ(drawn(sample, kCount, name_of, relook::Run{.threads = 3}), all);
}

TEST(Draw, OfAnotherSeedIsAnother) {
  const auto of = [](const char* seed) {
    return drawn({5, seed}, 100, name_of, relook::Run{.threads = 1});
  };
  EXPECT_NE(of("a"), of("b"));
}

// printf '%s %s' '7' 'site-1' | sha256sum
TEST(Draw, RanksAsCoreutilsDo) {
  EXPECT_EQ(to_string(rank_of("7", "site-1")),
            "sha256:03335932e38d99bbeffa38cf9504615ae4b8be4da87ea281e3d447add249d5c4");
}

}  // namespace
}  // namespace relook::engine
