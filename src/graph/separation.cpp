// SPDX-License-Identifier: Apache-2.0
#include "graph/separation.hpp"

#include <algorithm>
#include <limits>

namespace relook::graph {
namespace {

// The two sides of a node in the network of flows: paths come in on one and go out on the other.
constexpr std::uint32_t in_side(Node node) { return 2 * node; }
constexpr std::uint32_t out_side(Node node) { return 2 * node + 1; }
constexpr std::uint8_t kNoBound = std::numeric_limits<std::uint8_t>::max();

}  // namespace

Separation::Separation(const Digraph& graph, Kinds kinds)
    : graph_(&graph),
      kinds_(kinds),
      found_(graph.nodes()),
      low_(graph.nodes()),
      one_cuts_(graph.nodes()),
      parent_(graph.nodes()),
      flows_(2 * graph.edges()),
      used_(graph.nodes()),
      reached_(2 * graph.nodes()),
      came_(2 * graph.nodes()),
      edge_capacity_(kinds.edges ? 1 : kNoBound),
      node_capacity_(kinds.nodes ? 1 : kNoBound) {
  RELOOK_CHECK(graph.nodes() < kNoIndex / 2);
}

void Separation::towards(Node to) {
  to_ = to;
  std::ranges::fill(found_, 0U);
  order_.clear();
  const auto discover = [&](Node node, Edge by) {
    order_.push_back(node);
    found_[node] = low_[node] = static_cast<std::uint32_t>(order_.size());
    one_cuts_[node] = 0;
    visits_.push_back({node, by, 0});
  };
  parent_[to] = to;
  discover(to, kNoIndex);
  while (!visits_.empty()) {
    Visit& visit = visits_.back();
    const Node node = visit.node;
    const auto around = graph_->at(node);
    // A node that is not `through` is a leaf of this search: no path leads over it.
    const bool leaf = node != to && !graph_->through(node);
    if (leaf || visit.next == around.size()) {
      const Visit done = visit;
      visits_.pop_back();
      if (!visits_.empty()) leave(done, visits_.back().node);
      continue;
    }
    const Incidence at = around[visit.next++];
    if (at.edge == visit.by) continue;
    if (found_[at.neighbour] == 0) {
      parent_[at.neighbour] = node;
      discover(at.neighbour, at.edge);
    } else if (at.neighbour == to || graph_->through(at.neighbour)) {
      low_[node] = std::min(low_[node], found_[at.neighbour]);
    }
  }
  // The search's path from a node to `to` is a path, so what cuts all of them lies on it.
  for (const Node node : order_) one_cuts_[node] |= one_cuts_[parent_[node]];
}

/// Judges the tree's edge to `parent` when all below it has been seen.
void Separation::leave(const Visit& visit, Node parent) {
  low_[parent] = std::min(low_[parent], low_[visit.node]);
  const bool bridge = low_[visit.node] > found_[parent];
  const bool gate = parent != to_ && low_[visit.node] >= found_[parent];
  one_cuts_[visit.node] = (kinds_.edges && bridge) || (kinds_.nodes && gate) ? 1 : 0;
}

unsigned Separation::fewest(Node from, unsigned limit) {
  RELOOK_CHECK(from != to_ && to_ != kNoIndex && limit < kNoBound);
  if (found_[from] == 0) return 0;
  if (graph_->through(from)) {
    if (limit == 0 || one_cuts_[from] != 0) return 1;
    if (limit == 1) return 2;
    // Without its own edges a node is alone; and one alone does not do.
    if (kinds_.edges && (graph_->at(from).size() == 2 || graph_->at(to_).size() == 2)) return 2;
  }
  return paths_up_to(from, limit + 1);
}

/// How many paths there are that share nothing that may be removed, at most `most`.
unsigned Separation::paths_up_to(Node from, unsigned most) {
  unsigned paths = 0;
  while (paths < most && augment(from)) {
    ++paths;
    // An edge that cannot be removed leads there straight: nothing parts these two.
    if (!kinds_.edges && std::ranges::any_of(graph_->at(from), [&](const Incidence& at) {
          return at.neighbour == to_;
        })) {
      paths = most;
    }
  }
  for (const Edge edge : touched_edges_) flows_[2 * edge] = flows_[2 * edge + 1] = 0;
  for (const Node node : touched_nodes_) used_[node] = 0;
  touched_edges_.clear();
  touched_nodes_.clear();
  return paths;
}

void Separation::reach(std::uint32_t side, Came came) {
  if (reached_[side] == search_) return;
  reached_[side] = search_;
  came_[side] = came;
  queue_.push_back(side);
}

/// One more path, by a breadth-first search that may also take earlier paths off an arc.
bool Separation::augment(Node from) {
  ++search_;
  queue_.clear();
  reach(out_side(from), {out_side(from), kNoIndex});
  reached_[in_side(from)] = search_;  // no path comes back to where it began
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    const Node node = queue_[i] / 2;
    if (node == to_) {
      trace_back(from);
      return true;
    }
    queue_[i] % 2 == 1 ? look_from_out(node) : look_from_in(node);
  }
  return false;
}

void Separation::look_from_out(Node node) {
  for (const Incidence& at : graph_->at(node)) {
    if (at.neighbour != to_ && !graph_->through(at.neighbour)) continue;
    if (flow(at.edge, node) >= edge_capacity_) continue;
    reach(in_side(at.neighbour), {out_side(node), at.edge});
  }
  if (used_[node] > 0) reach(in_side(node), {out_side(node), kNoIndex});
}

void Separation::look_from_in(Node node) {
  if (used_[node] < node_capacity_) reach(out_side(node), {in_side(node), kNoIndex});
  for (const Incidence& at : graph_->at(node)) {
    if (flow(at.edge, at.neighbour) == 0) continue;
    reach(out_side(at.neighbour), {in_side(node), at.edge});
  }
}

void Separation::trace_back(Node from) {
  std::uint32_t side = in_side(to_);
  while (side != out_side(from)) {
    const auto [before, edge] = came_[side];
    const Node node = side / 2;
    if (edge == kNoIndex) {
      // Through the node, or back through it.
      touched_nodes_.push_back(node);
      side % 2 == 1 ? ++used_[node] : --used_[node];
    } else if (side % 2 == 0) {
      touched_edges_.push_back(edge);
      ++flow(edge, before / 2);
    } else {
      --flow(edge, node);
    }
    side = before;
  }
}

}  // namespace relook::graph
