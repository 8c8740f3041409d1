// SPDX-License-Identifier: Apache-2.0
#include "trust/chains.hpp"

#include <algorithm>

namespace relook::trust {
namespace {

/// The nodes that can be elements of a chain.
std::vector<std::uint8_t> inner_nodes(const graph::Digraph& graph, const Failures& failures,
                                      const Effects& effects) {
  std::vector<std::uint8_t> inner(graph.nodes());
  // Where links fail, each link of a chain can; where only elements do, each element can.
  const auto fails = [&](graph::Node node, std::span<const graph::Incidence> around) {
    if (!failures.kinds.link) return !failures.of_node[node].empty();
    return !failures.of_edge[around[0].edge].empty() && !failures.of_edge[around[1].edge].empty();
  };
  for (graph::Node node = 0; node < graph.nodes(); ++node) {
    const auto around = graph.at(node);
    inner[node] = graph.through(node) && around.size() == 2 &&
                          around[0].neighbour != around[1].neighbour && fails(node, around) &&
                          effects.alone(failures.of_node[node]) &&
                          effects.alone(failures.of_edge[around[0].edge]) &&
                          effects.alone(failures.of_edge[around[1].edge])
                      ? 1
                      : 0;
  }
  return inner;
}

}  // namespace

Chains::Chains(const graph::Digraph& graph, const Failures& failures, const Effects& effects)
    : failures_(&failures),
      chain_(graph.nodes(), graph::kNoIndex),
      position_(graph.nodes(), graph::kNoIndex) {
  // A ring in which every node is inner has no end, and stays without a chain.
  const std::vector<std::uint8_t> inner = inner_nodes(graph, failures, effects);
  for (graph::Node node = 0; node < graph.nodes(); ++node) {
    if (inner[node] != 0) continue;
    for (const graph::Incidence& at : graph.at(node)) {
      if (inner[at.neighbour] != 0 && chain_[at.neighbour] == graph::kNoIndex) {
        follow(graph, node, at, inner);
      }
    }
  }
}

void Chains::follow(const graph::Digraph& graph, graph::Node start, const graph::Incidence& first,
                    const std::vector<std::uint8_t>& inner) {
  Chain chain{.nodes = {}, .edges = {first.edge}};
  graph::Node before = start;
  graph::Node node = first.neighbour;
  while (inner[node] != 0 && node != start) {
    chain_[node] = static_cast<std::uint32_t>(chains_.size());
    position_[node] = static_cast<std::uint32_t>(chain.nodes.size());
    chain.nodes.push_back(node);
    const auto around = graph.at(node);
    const graph::Incidence& on = around[0].neighbour == before ? around[1] : around[0];
    chain.edges.push_back(on.edge);
    before = node;
    node = on.neighbour;
  }
  chains_.push_back(std::move(chain));
}

Failure Chains::smallest_alike(Failure failure, graph::Node node, graph::Edge edge,
                               graph::Node source) const {
  if (!inside(node)) return failure;
  const Chain& chain = chains_[chain_[node]];
  const std::size_t here = position_[node];
  // Edge i lies before node i. The path may run towards the chain's beginning or its end.
  const bool to_begin = chain.edges[here] == edge;
  // A source on the other side of where the path ends comes in at the chain's far end.
  const bool source_between = chain_[source] == chain_[node] &&
                              (to_begin ? position_[source] >= here : position_[source] <= here);
  const auto first = [](std::span<const Failure> of_it) {
    return of_it.empty() ? kNoFailure : of_it.front();
  };
  const bool links = failures_->what[failure].kind == FailureKind::link;
  // Nodes [begin, end) of the chain, from `node` to the last before the source; and as many edges
  // and one more.
  std::size_t begin = to_begin ? here : 0;
  std::size_t end = to_begin ? chain.nodes.size() : here + 1;
  if (source_between && to_begin) end = position_[source];
  if (source_between && !to_begin) begin = position_[source] + 1;
  Failure smallest = failure;
  if (links) {
    for (std::size_t i = begin; i <= end; ++i) {
      smallest = std::min(smallest, first(failures_->of_edge[chain.edges[i]]));
    }
  } else {
    for (std::size_t i = begin; i < end; ++i) {
      smallest = std::min(smallest, first(failures_->of_node[chain.nodes[i]]));
    }
  }
  return smallest;
}

}  // namespace relook::trust
