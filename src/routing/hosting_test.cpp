// SPDX-License-Identifier: Apache-2.0
#include "routing/hosting.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "testing/raw_estate.hpp"

namespace relook::routing {
namespace {

using graph::Node;
using Direct = std::vector<std::vector<Node>>;

// The obvious twin: what can be reached from a node, itself only by a circle.
std::vector<Node> reached(const Direct& direct, Node from) {
  std::vector<bool> seen(direct.size());
  std::vector<Node> open = direct[from];
  while (!open.empty()) {
    const Node node = open.back();
    open.pop_back();
    if (seen[node]) continue;
    seen[node] = true;
    open.insert(open.end(), direct[node].begin(), direct[node].end());
  }
  std::vector<Node> out;
  for (Node node = 0; node < direct.size(); ++node) {
    if (seen[node]) out.push_back(node);
  }
  return out;
}

TEST(CloseHosts, ReachesWhatCanBeReachedOrNamesACircle) {
  testing::Draw draw(7);
  std::size_t circles = 0;
  for (int round = 0; round < 500; ++round) {
    Direct direct(1 + draw.below(6));
    const std::size_t rows = draw.below(8);
    for (std::size_t row = 0; row < rows; ++row) {
      const auto guest = static_cast<Node>(draw.below(direct.size()));
      const auto host = static_cast<Node>(draw.below(direct.size()));
      if (std::ranges::find(direct[guest], host) == direct[guest].end()) {
        direct[guest].push_back(host);
      }
    }
    bool circle = false;
    for (Node node = 0; node < direct.size(); ++node) {
      const std::vector<Node> all = reached(direct, node);
      circle = circle || std::ranges::find(all, node) != all.end();
    }
    const Closure closure = close_hosts(direct);
    ASSERT_EQ(!closure.circle.empty(), circle);
    for (Node node = 0; node < direct.size() && !circle; ++node) {
      ASSERT_EQ(closure.hosts[node], reached(direct, node));
    }
    for (std::size_t i = 0; i < closure.circle.size(); ++i) {
      const std::vector<Node>& hosts = direct[closure.circle[i]];
      const Node next = closure.circle[(i + 1) % closure.circle.size()];
      ASSERT_NE(std::ranges::find(hosts, next), hosts.end());
    }
    circles += circle ? 1 : 0;
  }
  EXPECT_GT(circles, 100U);
  EXPECT_LT(circles, 400U);
}

}  // namespace
}  // namespace relook::routing
