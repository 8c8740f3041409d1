// SPDX-License-Identifier: Apache-2.0
#include "graph/shortest_path_tree.hpp"

#include <algorithm>

namespace relook::graph {
namespace {

constexpr auto kLater = [](const auto& a, const auto& b) { return a.distance > b.distance; };

}  // namespace

ShortestPathTree::ShortestPathTree(const Digraph& graph)
    : graph_(&graph), removed_(graph), place_(graph.nodes()), broken_(graph.nodes()) {}

void ShortestPathTree::push(Distance distance, Node node) {
  heap_.push_back({distance, node});
  std::push_heap(heap_.begin(), heap_.end(), kLater);
}

void ShortestPathTree::reset(Node to) {
  RELOOK_CHECK(to < graph_->nodes());
  while (!steps_.empty()) restore();
  root_ = to;
  std::ranges::fill(place_, Place{kUnreachable, kNoIndex, kNoIndex});
  std::ranges::fill(broken_, std::uint8_t{1});
  place_[to].distance = 0;
  push(0, to);
  settle();
  std::ranges::fill(broken_, std::uint8_t{0});
}

/// Gives every broken node that the heap can reach its distance.
void ShortestPathTree::settle() {
  while (!heap_.empty()) {
    const auto [distance, node] = heap_.front();
    std::pop_heap(heap_.begin(), heap_.end(), kLater);
    heap_.pop_back();
    if (broken_[node] == 0) continue;
    broken_[node] = 0;
    if (node != root_ && !graph_->through(node)) continue;
    for (const Incidence& at : graph_->at(node)) {
      if (broken_[at.neighbour] == 0 || removed_.edge(at.edge)) continue;
      Place& further = place_[at.neighbour];
      if (distance + at.in >= further.distance) continue;
      further = {distance + at.in, node, at.edge};
      push(further.distance, at.neighbour);
    }
  }
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

void ShortestPathTree::remove(std::span<const Node> nodes, std::span<const Edge> edges) {
  steps_.push_back({changes_.size(), gone_nodes_.size(), gone_edges_.size()});
  const std::size_t first = changes_.size();
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
  const std::size_t last = changes_.size();
  for (std::size_t i = first; i < last; ++i) {
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
    if (place.distance != kUnreachable) push(place.distance, node);
  }
  // A removed node stays unreachable: it is not broken, so the search does not enter it.
  for (std::size_t i = first; i < last; ++i) {
    if (removed_.node(changes_[i].node)) broken_[changes_[i].node] = 0;
  }
  settle();
  for (std::size_t i = first; i < last; ++i) broken_[changes_[i].node] = 0;
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
