// SPDX-License-Identifier: Apache-2.0
// The network as routers see it on one day: who is adjacent to whom at which cost, what carries a
// link, what hosts an element, what fails together, and what of all this is not known.
//
// An adjacency is a link that both its ends announce: neither metric is `-`. Nodes are the elements
// in service that have to do with forwarding: ends of adjacencies, what carries one, what hosts any
// of these, and the ends of demands and tunnels. Everything is a number from zero, in the order of
// the estate's rows and so of the ids' bytes.
//
// What is not known is kept beside (SEMANTICS 9.1): where it could change a path, every demand of
// its connected part is undecided; where it could change only what fails together, only answers
// that need a failure are. A link or element of unknown service or metric stands in `adjacencies`
// or `nodes` as if it were there, so that the part it may join is one part.
//
// What is surely out of service is nothing: its links are none, and nothing is hosted on it or
// carried by it. But where the estate says that an element in service is hosted on one that is off,
// or that a link in service rides on one, it does not say on what instead: that is a gap, as an
// empty cell would be, and not an answer.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/truth.hpp"
#include "estate/estate.hpp"
#include "graph/digraph.hpp"

namespace relook::routing {

struct RoutedNode {
  std::uint32_t element;  ///< row in elements
  /// Carries transit: what neither starts nor ends here. Yes where it is not known. A LAN always
  /// does, an external never, whatever their cells say.
  bool through;
  bool external;  ///< outside the estate: no transit, never crossed
  bool lan;       ///< a broadcast network's pseudonode: made by nobody
  /// Whether it may be either, its function not being known: then it never surely matches.
  bool may_be_outside = false;
  /// Every element that it stands or falls with, hosts of hosts included, by node.
  std::vector<graph::Node> hosts = {};
  /// Whether it may be hosted on elements that are not named.
  bool may_have_other_hosts = false;
  /// Its row in sites, or estate::kUnknownCode, or estate::kNoneCode.
  std::uint32_t site = estate::kUnknownCode;
  /// Whether it surely is in service; else it may be.
  bool sure = true;
};

struct Adjacency {
  std::uint32_t link;  ///< row in links
  graph::Node a;
  graph::Node b;
  graph::Weight metric_ab;
  graph::Weight metric_ba;
  std::uint32_t delay_us;  ///< 0 where it is not known; the graph of a plane that uses it says so
  std::uint32_t area;      ///< number in Topology::areas
  /// Whether it surely is an adjacency, with both metrics known. A metric that is not known stands
  /// as 1, so that nothing that may be there costs nothing.
  bool sure = true;
  /// Elements below it, by node.
  std::vector<graph::Node> rides_on = {};
  /// Whether it may ride on elements that are not named.
  bool may_ride_on_others = false;
};

/// Links or elements that fail together.
struct RiskGroup {
  std::string name;                   ///< the SRLG, or the site's id
  std::vector<graph::Edge> links;     ///< of an SRLG: adjacencies
  std::vector<graph::Node> elements;  ///< of a site
};

/// What an unknown cell could change.
enum class Bearing : std::uint8_t {
  paths,     ///< a path, or what counts as crossed: metric, service, transit, function, plans
  hosting,   ///< what fails with an element, and what a path crosses besides
  riding,    ///< what a link fails with, and what a path over it crosses besides
  site,      ///< what fails with a site
  srlg,      ///< what fails with a risk group
  affinity,  ///< which planes have the link
  delay,     ///< paths in a plane of metric delay
  routing,   ///< whether there are tunnels or several exits (SEMANTICS 9.2)
};

/// Cells of one column that are not known, and which part of the network they concern.
struct Gap {
  Bearing bearing;
  /// Connected part of the adjacencies; kNoIndex: all of them. A cell of an element counts in its
  /// own part and in those of everything that it hosts or carries.
  std::uint32_t part;
  estate::ColumnRef column;
  /// How many cells; 0 where the whole table or column is missing, and then `part` is kNoIndex, or
  /// where an operator has no row in it.
  std::uint64_t cells;
  /// The first of their rows, or kNoIndex.
  std::uint32_t row;

  friend bool operator==(const Gap&, const Gap&) = default;
};

/// Why nothing is known of the ways through a part with several routing areas.
enum class AreaTrouble : std::uint8_t {
  none,       ///< they are modelled (`ospf_areas.hpp`), or there is one area only
  protocol,   ///< not all who run it say that they run OSPF
  link_area,  ///< a link does not say its area
  names,      ///< two names that mean one area, such as 1 and 0.0.0.1
  outside,    ///< a LAN, or somebody outside, in two areas
  backbone,   ///< a border router without a link in the backbone
  transit,    ///< a border router that carries no transit
  address,    ///< an element in an area in which it has no link
};

struct Topology {
  Date on{0};
  std::vector<RoutedNode> nodes;       ///< by element row
  std::vector<Adjacency> adjacencies;  ///< by link row
  std::vector<RiskGroup> srlgs;        ///< by name
  /// By site id, those with an element in service, also where that is no node here.
  std::vector<RiskGroup> sites;
  std::vector<std::string> areas;  ///< names, by bytes; "" is the default area
  /// Connected part of each node, by links and possible links.
  std::vector<std::uint32_t> part;
  /// By part: 1 where it has more than one routing area (`several_areas` says what that is).
  std::vector<std::uint8_t> several_areas;
  /// By part, for those that have several.
  std::vector<AreaTrouble> area_trouble = {};
  /// By node: the area that its own address is in, a number in `areas`; kNoIndex where that is not
  /// said, which matters for a border router only.
  std::vector<std::uint32_t> home_area = {};
  std::vector<Gap> gaps;  ///< by bearing, part and column
  /// All elements that are or may be in service, also those that are no node here: each can fail
  /// (SEMANTICS 8.3).
  std::uint64_t elements_in_service = 0;

  /// Whether the part has several areas, and what its routers do with them is known.
  [[nodiscard]] bool has_ospf_areas(std::uint32_t of_part) const {
    return of_part < several_areas.size() && several_areas[of_part] != 0 &&
           of_part < area_trouble.size() && area_trouble[of_part] == AreaTrouble::none;
  }
  /// The node of an element, or kNoIndex.
  [[nodiscard]] graph::Node node_of(std::uint32_t element) const;
  /// The adjacency of a link, or kNoIndex.
  [[nodiscard]] graph::Edge edge_of(std::uint32_t link) const;
};

/// Reads what is in service on `on`; the estate is that of the day, planned changes applied.
/// `extra` are elements that shall be nodes although no link speaks of them, such as ends of
/// demands; those out of service are left out all the same. Faults: a circle of hosts, metrics that
/// make a cycle of zero cost, tunnels where routing.csv says that there are none (each with the
/// rows concerned). O(links + elements log elements).
[[nodiscard]] Read<Topology> read_topology(const estate::Estate& estate, Date on,
                                           std::span<const std::uint32_t> extra);

/// The graph of the plain IGP: its nodes and edges are the topology's nodes and adjacencies.
[[nodiscard]] graph::Digraph igp_graph(const Topology& topology);

/// For each node whether it carries transit, as graphs take it.
[[nodiscard]] std::vector<std::uint8_t> through_of(const Topology& topology);

/// One direction of an edge as graphs have it: at least 1 where the edge only may be there, so that
/// a cycle of zero cost, which is a fault, can only be one that surely is.
[[nodiscard]] constexpr graph::Weight cost(graph::Weight weight, Truth there) {
  return there == Truth::yes || weight > 0 ? weight : 1;
}

}  // namespace relook::routing
