// SPDX-License-Identifier: Apache-2.0
// How few removals of single edges or inner nodes leave a node without a path to another.
//
// By Menger's theorem (1927) as many as there are paths that share nothing that may be removed:
// found by augmenting paths (Ford and Fulkerson 1956), and the case of one removal for all nodes
// at once by a depth-first search (Hopcroft and Tarjan 1973). Where one removal takes several
// things at once this counts too many, and must not be used.

#pragma once

#include <cstdint>
#include <vector>

#include "graph/digraph.hpp"

namespace relook::graph {

class Separation {
 public:
  /// What may be removed.
  struct Kinds {
    bool edges;
    bool nodes;  ///< other than the two ends
  };
  /// The graph must outlive this.
  Separation(const Digraph& graph, Kinds kinds);

  /// Asks from now on about paths to `to`. O(n + m).
  void towards(Node to);
  /// The fewest removals that leave `from` without a path, at most `limit` + 1, which means more.
  /// 0 where there is none to begin with. O(1) for a limit of 1 from nodes that are `through`, else
  /// O(limit (n + m)).
  [[nodiscard]] unsigned fewest(Node from, unsigned limit);

 private:
  struct Visit {
    Node node;
    Edge by;
    std::size_t next;  // incidence to look at
  };
  /// From where a search came to one side of a node, and over which arc; kNoIndex: the other side.
  struct Came {
    std::uint32_t side;
    Edge edge;
  };

  void leave(const Visit& visit, Node parent);
  [[nodiscard]] unsigned paths_up_to(Node from, unsigned most);
  [[nodiscard]] bool augment(Node from);
  void look_from_out(Node node);
  void look_from_in(Node node);
  void reach(std::uint32_t side, Came came);
  void trace_back(Node from);
  [[nodiscard]] std::uint8_t& flow(Edge edge, Node from) {
    return flows_[2 * std::size_t{edge} + (graph_->ends(edge).a == from ? 0 : 1)];
  }

  const Digraph* graph_;
  Kinds kinds_;
  Node to_ = kNoIndex;
  // Of the depth-first search from `to_`: order of discovery, 0 where there is no path.
  std::vector<std::uint32_t> found_;
  std::vector<std::uint32_t> low_;
  std::vector<std::uint8_t> one_cuts_;
  std::vector<Node> order_;
  std::vector<Node> parent_;
  std::vector<Visit> visits_;
  // Of the search for augmenting paths. A node has two sides: in (2 * node) and out.
  std::vector<std::uint8_t> flows_;  // over each edge from a to b, and from b to a
  std::vector<std::uint8_t> used_;   // how many paths lead through each node
  std::vector<Edge> touched_edges_;
  std::vector<Node> touched_nodes_;
  std::vector<std::uint32_t> reached_;  // by side, the search that reached it
  std::vector<Came> came_;
  std::vector<std::uint32_t> queue_;
  std::uint8_t edge_capacity_ = 1;
  std::uint8_t node_capacity_ = 1;
  std::uint32_t search_ = 0;
};

}  // namespace relook::graph
