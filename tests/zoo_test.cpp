// SPDX-License-Identifier: Apache-2.0
// Graphs of the Internet Topology Zoo: the proof against every scenario. RELOOK_SHARED names the
// folder of data that is not part of the sources; `make zoo` takes all graphs.

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "testing/compare_scenarios.hpp"

namespace relook::testing {
namespace {

namespace fs = std::filesystem;

TEST(Zoo, ASampleAgreesWithEveryScenario) {
  const char* const shared = std::getenv("RELOOK_SHARED");
  const fs::path folder =
      fs::path(shared != nullptr ? shared : "../shared/data") / "topology_zoo_gml/gml";
  if (!fs::exists(folder)) GTEST_SKIP() << "no " << folder << "; set RELOOK_SHARED";
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".gml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::mt19937_64 random(20'200'128);
  std::shuffle(files.begin(), files.end(), random);
  std::size_t compared = 0;
  std::uint64_t breaches = 0;
  for (std::size_t i = 0; i < files.size() && compared < 12; ++i) {
    const auto made = zoo_network(files[i]);
    ASSERT_TRUE(made) << files[i];
    if (made->routers.size() < 5 || made->routers.size() > 40) continue;
    const bool small = made->routers.size() <= 22;
    const Compared found = compare_with_every_scenario(*made, small ? 2 : 1, small ? 5 : 1);
    EXPECT_EQ(found.difference, "") << made->name;
    breaches += found.breaches;
    ++compared;
  }
  EXPECT_EQ(compared, 12U);
  EXPECT_GT(breaches, 100U);
}

}  // namespace
}  // namespace relook::testing
