// SPDX-License-Identifier: Apache-2.0
// How the pairs of two sets of nodes are searched: all at once where they have one way each, else
// one by one.

#pragma once

#include <cstdint>
#include <vector>

#include "base/run.hpp"
#include "engine/avoid_rule.hpp"
#include "trust/avoid_proof.hpp"

namespace relook::engine {

struct NodePairs {
  const std::vector<graph::Node>& from;
  const std::vector<graph::Node>& to;
  std::uint32_t plane;  ///< row, or graph::kNoIndex for the plain IGP
};
[[nodiscard]] trust::PairsProof prove_node_pairs(const trust::AvoidQuestion& question,
                                                 const NodePairs& pairs, trust::Each keep,
                                                 const Run& run);

/// How a pair's traffic is sent.
[[nodiscard]] routing::Route pair_route_of(const AvoidAsked& asked, std::uint32_t plane,
                                           const trust::PairAnswer& pair);

}  // namespace relook::engine
