// SPDX-License-Identifier: Apache-2.0
#include "engine/proof_pairs.hpp"

namespace relook::engine {
namespace {

std::uint32_t graph_of(std::uint32_t plane) { return plane == graph::kNoIndex ? 0 : plane + 1; }

}  // namespace

trust::PairsProof prove_node_pairs(const trust::AvoidQuestion& question, const NodePairs& pairs,
                                   trust::Each keep, const Run& run) {
  return trust::prove_pairs(question, pairs.from, pairs.to, graph_of(pairs.plane), keep, run);
}

routing::Route pair_route_of(const AvoidAsked& asked, std::uint32_t plane,
                             const trust::PairAnswer& pair) {
  (void)asked;
  routing::Way way{.segments = {{.graph = graph_of(plane), .to = {pair.to}}}, .plane = plane};
  return {.demand = graph::kNoIndex, .from = pair.from, .to = {pair.to}, .ways = {std::move(way)}};
}

}  // namespace relook::engine
