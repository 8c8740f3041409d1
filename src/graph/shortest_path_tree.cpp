// SPDX-License-Identifier: Apache-2.0
#include "graph/shortest_path_tree.hpp"

#include <algorithm>

namespace relook::graph {
ShortestPathTree::ShortestPathTree(const Digraph& graph)
    : graph_(&graph), removed_(graph), place_(graph.nodes()), broken_(graph.nodes()) {}

void ShortestPathTree::reset(Node to) {
  RELOOK_CHECK(to < graph_->nodes());
  while (!steps_.empty()) restore();
  root_ = to;
  std::ranges::fill(place_, Place{kUnreachable, kNoIndex, kNoIndex});
  std::ranges::fill(broken_, std::uint8_t{1});
  place_[to].distance = 0;
  queue_.push(0, to);
  settle({});
  std::ranges::fill(broken_, std::uint8_t{0});
}

/// Gives every broken node that the queue can reach its distance; with `wanted`, until those have
/// theirs and all that are as near.
void ShortestPathTree::settle(std::span<const Node> wanted) {
  std::size_t found = 0;
  Distance farthest = 0;
  while (!queue_.empty()) {
    while (found < wanted.size() && broken_[wanted[found]] == 0) {
      farthest = std::max(farthest, place_[wanted[found++]].distance);
    }
    // What is as far may still lie on an equal path, over edges that cost nothing.
    if (found > 0 && found == wanted.size() && queue_.nearest() > farthest) break;
    const auto [distance, node] = queue_.pop();
    if (broken_[node] == 0) continue;
    broken_[node] = 0;
    if (node != root_ && !graph_->through(node)) continue;
    for (const Incidence& at : graph_->at(node)) {
      if (broken_[at.neighbour] == 0 || removed_.edge(at.edge)) continue;
      Place& further = place_[at.neighbour];
      if (distance + at.in >= further.distance) continue;
      further = {distance + at.in, node, at.edge};
      queue_.push(further.distance, at.neighbour);
    }
  }
  queue_.clear();
}

/// Marks a node and all whose path in the tree leads over it, and keeps what they had.
void ShortestPathTree::break_off(Node node) {
  if (broken_[node] != 0) return;
  std::size_t next = changes_.size();
  broken_[node] = 1;
  changes_.push_back({node, place_[node]});
  for (; next < changes_.size(); ++next) {
    const Node at_node = changes_[next].node;
    for (const Incidence& at : graph_->at(at_node)) {
      const Place& below = place_[at.neighbour];
      if (below.next != at_node || broken_[at.neighbour] != 0) continue;
      broken_[at.neighbour] = 1;
      changes_.push_back({at.neighbour, below});
    }
  }
}

void ShortestPathTree::break_all(std::span<const Node> nodes, std::span<const Edge> edges) {
  steps_.push_back({changes_.size(), gone_nodes_.size(), gone_edges_.size()});
  for (const Node node : nodes) {
    RELOOK_CHECK(node != root_);
    removed_.remove_node(node);
    gone_nodes_.push_back(node);
    break_off(node);
  }
  for (const Edge edge : edges) {
    removed_.remove_edge(edge);
    gone_edges_.push_back(edge);
    const EdgeEnds& ends = graph_->ends(edge);
    if (place_[ends.a].edge == edge) break_off(ends.a);
    if (place_[ends.b].edge == edge) break_off(ends.b);
  }
}

/// Puts every broken node into the queue that has a neighbour whose path is whole.
void ShortestPathTree::reconnect(std::size_t first) {
  for (std::size_t i = first; i < changes_.size(); ++i) {
    const Node node = changes_[i].node;
    Place& place = place_[node];
    place = {kUnreachable, kNoIndex, kNoIndex};
    if (removed_.node(node)) continue;
    for (const Incidence& at : graph_->at(node)) {
      if (broken_[at.neighbour] != 0 || removed_.edge(at.edge)) continue;
      const Distance rest = place_[at.neighbour].distance;
      if (rest == kUnreachable || rest + at.out >= place.distance) continue;
      if (at.neighbour != root_ && !graph_->through(at.neighbour)) continue;
      place = {rest + at.out, at.neighbour, at.edge};
    }
    if (place.distance != kUnreachable) queue_.push(place.distance, node);
  }
  // A removed node stays unreachable: it is not broken, so the search does not enter it.
  for (std::size_t i = first; i < changes_.size(); ++i) {
    if (removed_.node(changes_[i].node)) broken_[changes_[i].node] = 0;
  }
}

void ShortestPathTree::remove(std::span<const Node> nodes, std::span<const Edge> edges) {
  remove_for({}, nodes, edges);
}

void ShortestPathTree::remove_for(std::span<const Node> wanted, std::span<const Node> nodes,
                                  std::span<const Edge> edges) {
  const std::size_t first = changes_.size();
  break_all(nodes, edges);
  reconnect(first);
  settle(wanted);
  for (std::size_t i = first; i < changes_.size(); ++i) broken_[changes_[i].node] = 0;
}

void ShortestPathTree::restore() {
  RELOOK_CHECK(!steps_.empty());
  const Step step = steps_.back();
  steps_.pop_back();
  // Backwards: each node appears once in a step, so the order is free, but steps nest.
  while (changes_.size() > step.changes) {
    place_[changes_.back().node] = changes_.back().before;
    changes_.pop_back();
  }
  while (gone_nodes_.size() > step.nodes) {
    removed_.restore_node(gone_nodes_.back());
    gone_nodes_.pop_back();
  }
  while (gone_edges_.size() > step.edges) {
    removed_.restore_edge(gone_edges_.back());
    gone_edges_.pop_back();
  }
}

}  // namespace relook::graph
