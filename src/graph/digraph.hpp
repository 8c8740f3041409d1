// SPDX-License-Identifier: Apache-2.0
// A graph of nodes and edges whose two directions may cost differently; frozen when made.
//
// An edge joins two nodes and can be walked both ways, as a router uses a link only when both its
// ends announce it. Nodes that are not `through` only begin and end paths. Several edges may join
// the same two nodes. Nodes and edges are numbers from zero, in the order in which they were given.

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "base/check.hpp"

namespace relook::graph {

using Node = std::uint32_t;
using Edge = std::uint32_t;
/// Of one direction of an edge; zero is legal, a cycle of zeros is not (`zero_cycle`).
using Weight = std::uint32_t;
/// Of a path. A path has fewer than 2^32 edges, so a sum of weights cannot overflow.
using Distance = std::uint64_t;

inline constexpr std::uint32_t kNoIndex = std::numeric_limits<std::uint32_t>::max();
inline constexpr Distance kUnreachable = std::numeric_limits<Distance>::max();

/// An edge as it is given: from `a` to `b` it costs `ab`.
struct EdgeEnds {
  Node a;
  Node b;
  Weight ab;
  Weight ba;

  friend bool operator==(const EdgeEnds&, const EdgeEnds&) = default;
};

/// An edge as one of its ends sees it.
struct Incidence {
  Node neighbour;
  Edge edge;
  Weight out;  ///< cost towards the neighbour
  Weight in;   ///< cost from it
};

class Digraph {
 public:
  Digraph() = default;
  /// `through` has a number for each node: 0 where it only begins and ends paths. Edges from a node
  /// to itself are no way to anywhere and are left out.
  Digraph(std::vector<std::uint8_t> through, std::vector<EdgeEnds> edges);

  [[nodiscard]] std::size_t nodes() const { return through_.size(); }
  [[nodiscard]] std::size_t edges() const { return edges_.size(); }
  [[nodiscard]] bool through(Node node) const { return through_[node] != 0; }
  [[nodiscard]] const EdgeEnds& ends(Edge edge) const { return edges_[edge]; }
  /// The edges at a node, by neighbour and then by edge.
  [[nodiscard]] std::span<const Incidence> at(Node node) const {
    return std::span(incidences_).subspan(first_[node], first_[node + 1] - first_[node]);
  }

 private:
  std::vector<std::uint8_t> through_;
  std::vector<EdgeEnds> edges_;
  std::vector<std::size_t> first_;  // of each node's incidences, and the end
  std::vector<Incidence> incidences_;
};

/// What has been taken out of a graph. Counted, because several removals may take the same thing.
class Removed {
 public:
  explicit Removed(const Digraph& graph) : nodes_(graph.nodes()), edges_(graph.edges()) {}

  void remove_node(Node node) { ++nodes_[node]; }
  void remove_edge(Edge edge) { ++edges_[edge]; }
  void restore_node(Node node) {
    RELOOK_CHECK(nodes_[node] > 0);
    --nodes_[node];
  }
  void restore_edge(Edge edge) {
    RELOOK_CHECK(edges_[edge] > 0);
    --edges_[edge];
  }
  [[nodiscard]] bool node(Node node) const { return nodes_[node] != 0; }
  /// Whether the edge itself was taken out; an end that was taken out takes it, too.
  [[nodiscard]] bool edge(Edge edge) const { return edges_[edge] != 0; }

 private:
  std::vector<std::uint16_t> nodes_;
  std::vector<std::uint16_t> edges_;
};

/// An edge of a directed cycle that costs nothing, if there is one: least-cost paths would have no
/// end there. Linear.
[[nodiscard]] std::optional<Edge> zero_cycle(const Digraph& graph);

/// For each node the number of its connected part, counted from zero by smallest node. Nodes that
/// are not `through` join parts all the same. Linear.
[[nodiscard]] std::vector<std::uint32_t> connected_parts(const Digraph& graph);

}  // namespace relook::graph
