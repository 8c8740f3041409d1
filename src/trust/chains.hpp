// SPDX-License-Identifier: Apache-2.0
// Chains: rows of elements with two links each, along which one failure is like another
// (SEMANTICS 9.7).
//
// A chain runs between two nodes that are none of it. Its elements carry transit, have two links to
// two different neighbours, and what fails with each of them or with one of its links is nothing
// else: no risk group, site, underlay or host is shared. For a source that hangs on a chain's end,
// all failures between the two cut it off from there; which of them it was makes no difference.

#pragma once

#include <vector>

#include "graph/digraph.hpp"
#include "trust/effects.hpp"
#include "trust/failures.hpp"

namespace relook::trust {

class Chains {
 public:
  Chains(const graph::Digraph& graph, const Failures& failures, const Effects& effects);

  /// Whether the node is an element of a chain.
  [[nodiscard]] bool inside(graph::Node node) const { return chain_[node] != graph::kNoIndex; }

  /// The smallest failure with the same effect on a path that comes from `source` over `node` and
  /// goes on over the chain's edge `edge` to where the chain is cut, whose own failure is
  /// `failure`: of a link where `edge` fails itself, of a node where `node` does.
  [[nodiscard]] Failure smallest_alike(Failure failure, graph::Node node, graph::Edge edge,
                                       graph::Node source) const;

 private:
  void follow(const graph::Digraph& graph, graph::Node start, const graph::Incidence& first,
              const std::vector<std::uint8_t>& inner);

  struct Chain {
    std::vector<graph::Node> nodes;
    std::vector<graph::Edge> edges;  // one more than nodes
  };
  const Failures* failures_;
  std::vector<Chain> chains_;
  std::vector<std::uint32_t> chain_;     // of each node, or kNoIndex
  std::vector<std::uint32_t> position_;  // in its chain
};

}  // namespace relook::trust
