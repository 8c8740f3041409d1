// SPDX-License-Identifier: Apache-2.0
// The proof of every pair of a network, held against every scenario.

#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

#include "testing/made_network.hpp"
#include "testing/scenario_sweep.hpp"
#include "trust/plain_proof.hpp"

namespace relook::testing {

struct Compared {
  std::uint64_t pairs = 0;
  std::uint64_t breaches = 0;
  std::string difference = {};  ///< the first, or nothing
};

/// To every node, or to every `step`-th. Links and nodes fail.
inline Compared compare_with_every_scenario(const MadeNetwork& made, unsigned limit,
                                            unsigned step = 1) {
  const graph::Digraph& graph = made.network.graphs[0];
  const trust::Failures failures =
      trust::failures_of(made.network.topology, {.link = true, .node = true});
  const trust::Crossing crossing =
      trust::crossing_of(made.network.topology, made.avoided, trust::Ends::count, Truth::yes);
  const trust::PlainProof proof(
      {.graph = graph, .crossing = crossing, .failures = failures, .limit = limit});
  const auto worker = proof.worker();
  Compared compared;
  for (std::size_t at = 0; at < made.routers.size(); at += step) {
    const graph::Node to = made.routers[at];
    std::vector<graph::Node> from;
    for (const graph::Node node : made.routers) {
      if (node != to) from.push_back(node);
    }
    std::vector<trust::Fewest> fewest(from.size());
    if (!worker->prove(to, from, fewest, {})) return {0, 0, "not proved"};
    const std::vector<trust::Fewest> wanted =
        ScenarioSweep(graph, crossing, failures, to).sweep(limit);
    for (std::size_t i = 0; i < from.size(); ++i) {
      ++compared.pairs;
      if (fewest[i].surely != trust::kNever) ++compared.breaches;
      const trust::Fewest& want = wanted[from[i]];
      if (fewest[i] == want || !compared.difference.empty()) continue;
      compared.difference =
          fmt::format("{} to {}: {}/{} failures, {}/{} by every scenario", from[i], to,
                      fewest[i].surely, fewest[i].unserved, want.surely, want.unserved);
    }
  }
  return compared;
}

}  // namespace relook::testing
