// SPDX-License-Identifier: Apache-2.0
// A tree of least-cost paths towards one node that follows removals and takes them back.
//
// A removal changes the distance of those nodes only whose path in the tree led over what is gone.
// They are found by walking up the tree, and get a new path by a search that starts at their
// neighbours outside (the idea of Ramalingam and Reps 1996, for removals only). Each removal keeps
// what it changed, so that the last one can be taken back without a search.

#pragma once

#include <span>
#include <vector>

#include "graph/digraph.hpp"
#include "graph/monotone_queue.hpp"

namespace relook::graph {

class ShortestPathTree {
 public:
  /// The graph must outlive the tree.
  explicit ShortestPathTree(const Digraph& graph);

  /// Starts anew towards `to`, with nothing removed. O((n + m) log n).
  void reset(Node to);

  /// Takes nodes and edges out, the root not among them. O(a log a) for a nodes whose path is
  /// broken and their edges.
  void remove(std::span<const Node> nodes, std::span<const Edge> edges);
  /// The same where only the paths of `wanted` are asked for before it is taken back: the distances
  /// of nodes that are farther than all of them are not to be used.
  void remove_for(std::span<const Node> wanted, std::span<const Node> nodes,
                  std::span<const Edge> edges);
  /// Takes the last removal back.
  void restore();

  [[nodiscard]] Node root() const { return root_; }
  [[nodiscard]] const Digraph& graph() const { return *graph_; }
  [[nodiscard]] const Removed& removed() const { return removed_; }
  /// kUnreachable where there is no path, and of nodes that are removed.
  [[nodiscard]] Distance distance(Node node) const { return place_[node].distance; }
  /// The next node of the tree's path and the edge to it; kNoIndex at the root and where there is
  /// none.
  [[nodiscard]] Node next(Node node) const { return place_[node].next; }
  [[nodiscard]] Edge next_edge(Node node) const { return place_[node].edge; }
  /// Whether the arc of `at`, which starts at `node`, lies on a least-cost path.
  [[nodiscard]] bool leads_on(Node node, const Incidence& at) const {
    const Distance rest = place_[at.neighbour].distance;
    return rest + at.out == place_[node].distance && rest != kUnreachable && node != root_ &&
           !removed_.edge(at.edge) && (at.neighbour == root_ || graph_->through(at.neighbour));
  }

 private:
  struct Place {
    Distance distance;
    Node next;
    Edge edge;
  };
  struct Change {
    Node node;
    Place before;
  };
  /// What one removal took and changed: where its part of the logs begins.
  struct Step {
    std::size_t changes;
    std::size_t nodes;
    std::size_t edges;
  };

  void break_off(Node node);
  void break_all(std::span<const Node> nodes, std::span<const Edge> edges);
  void reconnect(std::size_t first);
  void settle(std::span<const Node> wanted);

  const Digraph* graph_;
  Node root_ = kNoIndex;
  Removed removed_;
  std::vector<Place> place_;
  std::vector<std::uint8_t> broken_;  // 1 for nodes of the removal at work that have no path yet
  MonotoneQueue queue_;
  std::vector<Change> changes_;
  std::vector<Node> gone_nodes_;
  std::vector<Edge> gone_edges_;
  std::vector<Step> steps_;
};

}  // namespace relook::graph
