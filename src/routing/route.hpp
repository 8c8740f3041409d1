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
#include <string>
#include <vector>

#include "base/truth.hpp"
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
  /// One end, or several of which the nearest counts; those out of service are left out.
  std::vector<graph::Node> to;
  /// Most preferred first. None where nothing is in service, or where a tunnel that cannot be up
  /// drops what it carries.
  std::vector<Way> ways;
  /// Why the ways are not known, so that at best the answer is undecided; empty where they are. The
  /// ways are then those that would be without what is not known.
  std::vector<std::string> unknown = {};
  /// Whether both ends are in service on the day, of several the nearest of which counts at least
  /// one. `no`: there is nothing to ask, and `from` may be kNoIndex and `to` empty.
  Truth in_service = Truth::yes;

  friend bool operator==(const Route&, const Route&) = default;
};

/// A routing plane as ways need it.
struct Plane {
  std::string id;
  /// estate::kPlaneDrops, estate::kPlaneToDefault, or estate::kUnknownCode.
  std::uint32_t fallback;
};

/// The topology and every graph that a way may use: first the plain IGP, then each plane by row.
/// All have the topology's nodes and adjacencies; one that a plane leaves out is a loop there.
struct Network {
  Topology topology;
  std::vector<graph::Digraph> graphs;
  /// Gaps that matter only to a plane, by graph. Whatever their bearing, it is paths in that plane
  /// that they could change.
  std::vector<std::vector<Gap>> plane_gaps;
  std::vector<Plane> planes = {};  ///< by row; plane p has graph p + 1
  /// By connected part: a tunnel's row because of which traffic that was asked for by its two ends
  /// only, and not as a demand, may not take its plain way; kNoIndex where there is none.
  std::vector<std::uint32_t> tunnel_in_part = {};
};

/// Whether a route of the network is the plain case: one way of one segment over a graph to one
/// end.
[[nodiscard]] bool is_plain(const Route& route);

/// Whether routers of several areas decide one by one between two nodes (`ospf_areas.hpp`), and not
/// least cost alone. Over the plain IGP, that is; over others nothing is known there.
[[nodiscard]] bool takes_areas(const Network& network, graph::Node from, graph::Node to);
/// The same of a plain route over the plain IGP.
[[nodiscard]] bool takes_areas(const Network& network, const Route& route);

}  // namespace relook::routing
