// SPDX-License-Identifier: Apache-2.0
#include "graph/digraph.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace relook::graph {

Digraph::Digraph(std::vector<std::uint8_t> through, std::vector<EdgeEnds> edges)
    : through_(std::move(through)), edges_(std::move(edges)), first_(through_.size() + 1) {
  RELOOK_CHECK(through_.size() < kNoIndex && edges_.size() < kNoIndex);
  for (const EdgeEnds& edge : edges_) {
    RELOOK_CHECK(edge.a < nodes() && edge.b < nodes());
    if (edge.a == edge.b) continue;
    ++first_[edge.a + 1];
    ++first_[edge.b + 1];
  }
  for (std::size_t node = 0; node < nodes(); ++node) first_[node + 1] += first_[node];
  incidences_.resize(first_.back());
  std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
  for (Edge edge = 0; edge < edges_.size(); ++edge) {
    const EdgeEnds& ends = edges_[edge];
    if (ends.a == ends.b) continue;
    incidences_[next[ends.a]++] = {ends.b, edge, ends.ab, ends.ba};
    incidences_[next[ends.b]++] = {ends.a, edge, ends.ba, ends.ab};
  }
  for (std::size_t node = 0; node < nodes(); ++node) {
    const auto begin = incidences_.begin();
    std::sort(begin + static_cast<std::ptrdiff_t>(first_[node]),
              begin + static_cast<std::ptrdiff_t>(first_[node + 1]),
              [](const Incidence& a, const Incidence& b) {
                return std::tie(a.neighbour, a.edge) < std::tie(b.neighbour, b.edge);
              });
  }
}

std::optional<Edge> zero_cycle(const Digraph& graph) {
  // Kahn's algorithm over the arcs that cost nothing: what cannot be put into order lies on a
  // cycle of them or leads into one.
  std::vector<std::uint32_t> incoming(graph.nodes());
  for (Node node = 0; node < graph.nodes(); ++node) {
    for (const Incidence& at : graph.at(node)) {
      if (at.out == 0) ++incoming[at.neighbour];
    }
  }
  std::vector<Node> ready;
  for (Node node = 0; node < graph.nodes(); ++node) {
    if (incoming[node] == 0) ready.push_back(node);
  }
  while (!ready.empty()) {
    const Node node = ready.back();
    ready.pop_back();
    for (const Incidence& at : graph.at(node)) {
      if (at.out == 0 && --incoming[at.neighbour] == 0) ready.push_back(at.neighbour);
    }
  }
  // Each node that is left has an arc from another that is left: walking back comes round.
  const auto left = std::ranges::find_if(incoming, [](std::uint32_t count) { return count != 0; });
  if (left == incoming.end()) return std::nullopt;
  std::vector<std::uint8_t> seen(graph.nodes());
  Node node = static_cast<Node>(left - incoming.begin());
  while (true) {
    const auto back = std::ranges::find_if(graph.at(node), [&](const Incidence& at) {
      return at.in == 0 && incoming[at.neighbour] != 0;
    });
    RELOOK_CHECK(back != graph.at(node).end());
    if (seen[node] != 0) return back->edge;
    seen[node] = 1;
    node = back->neighbour;
  }
}

std::vector<std::uint32_t> connected_parts(const Digraph& graph) {
  std::vector<std::uint32_t> part(graph.nodes(), kNoIndex);
  std::uint32_t parts = 0;
  std::vector<Node> open;
  for (Node root = 0; root < graph.nodes(); ++root) {
    if (part[root] != kNoIndex) continue;
    part[root] = parts;
    open.push_back(root);
    while (!open.empty()) {
      const Node node = open.back();
      open.pop_back();
      for (const Incidence& at : graph.at(node)) {
        if (part[at.neighbour] != kNoIndex) continue;
        part[at.neighbour] = parts;
        open.push_back(at.neighbour);
      }
    }
    ++parts;
  }
  return part;
}

}  // namespace relook::graph
