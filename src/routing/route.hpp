// SPDX-License-Identifier: Apache-2.0
// How a demand's traffic is sent: a fixed order of preference among ways, each a chain of segments.
//
// A plain demand has one way of one segment. Traffic of a plane that falls back on default has two:
// over the plane, and over the plain IGP. A tunnel comes before what it falls back on. The first
// way of which every segment has a path is the one that carries it (SEMANTICS 9.5); no failure
// changes the order, and a failure only takes paths away, so the lemma of the proof holds for all
// of them.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/digraph.hpp"
#include "routing/topology.hpp"

namespace relook::routing {

/// One stretch of a way. From where the one before ended, over the least-cost paths of `graph`, to
/// the nearest of `to`; or, where `link` is set, over that adjacency only, to its other end.
struct Segment {
  std::uint32_t graph;  ///< number in Network::graphs
  std::vector<graph::Node> to = {};
  graph::Edge link = graph::kNoIndex;

  friend bool operator==(const Segment&, const Segment&) = default;
};

struct Way {
  std::vector<Segment> segments;
  /// The tunnel's row, or kNoIndex.
  std::uint32_t tunnel = graph::kNoIndex;
  /// The plane's row, or kNoIndex for the plain IGP.
  std::uint32_t plane = graph::kNoIndex;

  friend bool operator==(const Way&, const Way&) = default;
};

/// The traffic of a demand towards one end, or towards the nearest of several.
struct Route {
  std::uint32_t demand;  ///< row in demands, or kNoIndex for a pair that was asked for directly
  graph::Node from;
  /// One end, or several of which the nearest counts.
  std::vector<graph::Node> to;
  std::vector<Way> ways;  ///< most preferred first
  /// Why the ways are not known, so that at best the answer is undecided; empty where they are.
  std::vector<std::string> unknown = {};

  friend bool operator==(const Route&, const Route&) = default;
};

/// The topology and every graph that a way may use: first the plain IGP, then each plane by row.
/// All have the topology's nodes and adjacencies; one that a plane leaves out is a loop there.
struct Network {
  Topology topology;
  std::vector<graph::Digraph> graphs;
  /// Gaps that matter only to a plane, by graph.
  std::vector<std::vector<Gap>> plane_gaps;
};

/// Whether a route of the network is the plain case: one way of one segment to one end.
[[nodiscard]] bool is_plain(const Route& route);

}  // namespace relook::routing
