// SPDX-License-Identifier: Apache-2.0
// Every pair at once against one destination after the other, which other tests hold against every
// scenario: in what order the pairs come, and that threads make no difference.

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "testing/drawn_topology.hpp"
#include "testing/seeds.hpp"
#include "trust/avoid_proof.hpp"

namespace relook::trust {
namespace {

using graph::Node;
using testing::TopologyDrawer;

using TwoEnds = std::pair<Node, Node>;

std::vector<TwoEnds> ends_of(const std::vector<PairAnswer>& pairs) {
  std::vector<TwoEnds> ends;
  for (const PairAnswer& pair : pairs) ends.emplace_back(pair.from, pair.to);
  return ends;
}

std::vector<RouteAnswer> answers_of(const std::vector<PairAnswer>& pairs) {
  std::vector<RouteAnswer> answers;
  for (const PairAnswer& pair : pairs) answers.push_back(pair.answer);
  return answers;
}

// One destination after the other, put in order by sorting.
std::vector<PairAnswer> one_by_one(const AvoidQuestion& question, const std::vector<Node>& from,
                                   const std::vector<Node>& to, Each keep) {
  std::vector<PairAnswer> all;
  for (const Node end : to) {
    const PairsProof proof = prove_pairs(question, from, {end}, 0, keep, relook::Run{.threads = 1});
    all.insert(all.end(), proof.kept.begin(), proof.kept.end());
  }
  std::ranges::sort(all, {}, [](const PairAnswer& pair) { return TwoEnds(pair.from, pair.to); });
  return all;
}

TEST(PairsProof, IsInOrderWhateverTheThreads) {
  std::size_t kept = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(150); ++seed) {
    SCOPED_TRACE(seed);
    TopologyDrawer drawer(seed, {.nodes_max = 30});
    const testing::DrawnTopology drawn = drawer.draw();
    const routing::Network network{.topology = drawn.topology,
                                   .graphs = {routing::igp_graph(drawn.topology)},
                                   .plane_gaps = {{}}};
    std::vector<Node> from;
    std::vector<Node> to;
    for (Node node = 0; node < drawn.topology.nodes.size(); ++node) {
      if (drawer.one_in(3)) from.push_back(node);
      if (drawer.one_in(2)) to.push_back(node);
    }
    const Crossing crossing = crossing_of(drawn.topology, drawn.avoided, Ends::count, Truth::yes);
    const Failures failures = failures_of(drawn.topology, {.link = true, .node = true});
    const AvoidQuestion question{network, crossing, failures, drawer.below(3)};
    for (const Each keep : {Each::none, Each::breaches, Each::undecided, Each::all}) {
      const std::vector<PairAnswer> want = one_by_one(question, from, to, keep);
      for (const unsigned threads : {1U, 2U, 3U}) {
        const PairsProof proof =
            prove_pairs(question, from, to, 0, keep, relook::Run{.threads = threads});
        ASSERT_EQ(ends_of(proof.kept), ends_of(want));
        ASSERT_EQ(answers_of(proof.kept), answers_of(want));
        kept += proof.kept.size();
      }
    }
  }
  EXPECT_GT(kept, 10'000U);
}

}  // namespace
}  // namespace relook::trust
