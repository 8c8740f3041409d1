// SPDX-License-Identifier: Apache-2.0
#include "engine/proof_pairs.hpp"

#include <algorithm>

#include "engine/route_answers.hpp"
#include "routing/routes.hpp"

namespace relook::engine {
namespace {

std::uint32_t graph_of(std::uint32_t plane) { return plane == graph::kNoIndex ? 0 : plane + 1; }

// Whether every pair has one way over the graph: no plane to fall back from, no tunnel that may
// carry it.
bool all_plain(const routing::Network& network, std::uint32_t plane) {
  const bool tunnels = std::ranges::any_of(
      network.tunnel_in_part, [](std::uint32_t tunnel) { return tunnel != graph::kNoIndex; });
  return !tunnels &&
         (plane == graph::kNoIndex || network.planes[plane].fallback == estate::kPlaneDrops);
}

bool is_kept(trust::Answer answer, trust::Each keep) {
  switch (keep) {
    case trust::Each::none:
      return false;
    case trust::Each::breaches:
      return answer == trust::Answer::breaches;
    case trust::Each::undecided:
      return answer == trust::Answer::undecided;
    case trust::Each::all:
      return true;
  }
  return true;
}

trust::PairsProof one_by_one(const trust::AvoidQuestion& question, const NodePairs& pairs,
                             trust::Each keep, const Run& run) {
  std::vector<routing::Route> routes;
  for (const graph::Node from : pairs.from) {
    for (const graph::Node to : pairs.to) {
      if (from == to) continue;
      routes.push_back(routing::pair_route(question.network, from, to, graph_of(pairs.plane)));
    }
  }
  trust::AvoidProof proof = trust::prove_routes(question, routes, trust::Sets::smallest, run);
  trust::PairsProof out;
  out.steps = proof.steps;
  out.complete = proof.complete;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    const trust::RouteAnswer& answer = proof.answers[i];
    DemandAnswer counted{.demand = graph::kNoIndex, .name = {}, .from = {}, .to = {}};
    counted.answer = answer.answer;
    counted.fewest = answer.fewest;
    count_answer(counted, out.counts);
    if (is_kept(answer.answer, keep)) {
      out.kept.push_back({routes[i].from, routes[i].to.front(), answer});
    }
  }
  return out;
}

}  // namespace

trust::PairsProof prove_node_pairs(const trust::AvoidQuestion& question, const NodePairs& pairs,
                                   trust::Each keep, const Run& run) {
  if (!all_plain(question.network, pairs.plane)) return one_by_one(question, pairs, keep, run);
  return trust::prove_pairs(question, pairs.from, pairs.to, graph_of(pairs.plane), keep, run);
}

routing::Route pair_route_of(const AvoidAsked& asked, std::uint32_t plane,
                             const trust::PairAnswer& pair) {
  return routing::pair_route(asked.network(), pair.from, pair.to, graph_of(plane));
}

}  // namespace relook::engine
