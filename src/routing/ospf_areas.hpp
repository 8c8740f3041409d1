// SPDX-License-Identifier: Apache-2.0
// Where routers of several OSPF areas send what is for one of them (RFC 2328, section 16).
//
// Each router decides by itself. One that has a path inside the destination's own area takes the
// cheapest of these, whatever a path over other areas costs (11, 16.2). Any other goes by what
// border routers tell it: in each of its areas those add what their own way costs to what the way
// to them does, and the least sum counts (16.2). A border router tells the backbone only of
// destinations that it reaches inside an area, and an area of all that it reaches otherwise
// (12.4.3); and it listens to what is told in the backbone alone (16.2). So traffic goes from an
// area into the backbone, and from there into an area, and never back: it runs in no circle.
//
// What a border router does that has no neighbour left in the backbone, implementations do not
// agree on: by RFC 2328 it still listens to the backbone alone, by RFC 3509 to its areas, and it
// may or may not tell these what it reaches. Here it is not known: such a router's ways are open
// unless it has one inside the destination's area, and so are those of a router to which what it
// may tell would make a difference. Ranges, virtual links and stub areas are not modelled.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/digraph.hpp"
#include "graph/monotone_queue.hpp"
#include "routing/topology.hpp"

namespace relook::routing {

/// One connected part of a topology as OSPF sees it: a router stands once in each of its areas.
class OspfAreas {
 public:
  struct Arc {
    std::uint32_t place;  ///< of the neighbour, in the same area
    graph::Incidence at;
  };
  struct Place {
    graph::Node node;
    std::uint32_t area;
    std::uint32_t first_arc;  ///< its arcs are those up to the next place's
  };

  /// The graph is the topology's (`igp_graph`). The part's areas are modelled, its home areas said.
  OspfAreas(const Topology& topology, const graph::Digraph& graph, std::uint32_t part);

  [[nodiscard]] std::size_t places() const { return places_.size() - 1; }
  [[nodiscard]] const Place& place(std::uint32_t place) const { return places_[place]; }
  [[nodiscard]] std::span<const Arc> arcs(std::uint32_t place) const {
    return std::span(arcs_).subspan(places_[place].first_arc,
                                    places_[place + 1].first_arc - places_[place].first_arc);
  }
  /// The places of a node, each in another area; none outside the part.
  [[nodiscard]] std::uint32_t first_place(graph::Node node) const { return first_place_[node]; }
  [[nodiscard]] std::uint32_t last_place(graph::Node node) const { return first_place_[node + 1]; }
  /// The node's place in the area, or kNoIndex.
  [[nodiscard]] std::uint32_t place_in(graph::Node node, std::uint32_t area) const;
  /// Routers in two areas or more, ascending.
  [[nodiscard]] std::span<const graph::Node> borders() const { return borders_; }
  [[nodiscard]] bool is_border(graph::Node node) const {
    return last_place(node) - first_place(node) > 1;
  }
  [[nodiscard]] std::uint32_t backbone() const { return backbone_; }
  [[nodiscard]] std::uint32_t home(graph::Node node) const { return topology_->home_area[node]; }
  [[nodiscard]] const Topology& topology() const { return *topology_; }
  /// Whether it surely stands between others, and forwards. Of what has one neighbour nobody is
  /// asked whether it carries transit, so nothing may hang on it.
  [[nodiscard]] bool stands_between(graph::Node node) const { return between_[node] != 0; }
  /// Carries transit.
  [[nodiscard]] bool through(graph::Node node) const { return topology_->nodes[node].through; }

 private:
  const Topology* topology_;
  std::uint32_t backbone_ = graph::kNoIndex;  // number of that area, where there is one
  std::vector<std::uint32_t> first_place_;    // by node, and the end
  std::vector<Place> places_;                 // by node and area, and one behind the last
  std::vector<Arc> arcs_;
  std::vector<graph::Node> borders_;
  std::vector<std::uint8_t> between_;  // by node
};

/// What a router does with traffic for the destination.
enum class OspfSends : std::uint8_t {
  nowhere,  ///< it has no route
  on,       ///< to each of its next hops
  open,     ///< implementations differ
};

/// The routes of all routers to one of them after some removals; a place where one thread works.
class OspfRoutes {
 public:
  explicit OspfRoutes(const OspfAreas& areas);

  /// Finds them. `to` is in the part and its home area is said. O((n + m) log n).
  void towards(graph::Node to, const graph::Removed& removed);

  /// Of a node of the part other than the destination.
  [[nodiscard]] OspfSends sends(graph::Node node) const { return sends_[node]; }
  /// What the way costs as the router itself reckons; kUnreachable where it does not send on.
  [[nodiscard]] graph::Distance cost(graph::Node node) const;
  /// Whether it sends on inside the destination's area.
  [[nodiscard]] bool stays_inside(graph::Node node) const {
    return sends_[node] == OspfSends::on && inside_[used_[node]] != graph::kUnreachable;
  }
  /// Calls `body` with each next hop, by neighbour and edge, where it sends on.
  template <class Body>
  void for_each_hop(graph::Node node, const Body& body) const {
    if (sends_[node] != OspfSends::on) return;
    const std::uint32_t from = used_[node];
    const std::vector<graph::Distance>& far = stays_inside(node) ? inside_ : told_;
    for (const OspfAreas::Arc& arc : areas_->arcs(from)) {
      if (far[arc.place] == graph::kUnreachable || !usable(arc.at)) continue;
      if (far[arc.place] + arc.at.out == far[from]) body(arc.at);
    }
  }

 private:
  [[nodiscard]] bool usable(const graph::Incidence& at) const {
    return !removed_->edge(at.edge) && !removed_->node(at.neighbour) &&
           (areas_->through(at.neighbour) || at.neighbour == to_);
  }
  void spread(std::vector<graph::Distance>& far);
  void start(std::vector<graph::Distance>& far, std::uint32_t place, graph::Distance cost);
  [[nodiscard]] graph::Distance may_hear(std::uint32_t place) const;
  [[nodiscard]] bool has_neighbour(std::uint32_t place) const;
  void find_severed();
  [[nodiscard]] graph::Distance inside_home(graph::Node node) const;
  void tell_backbone();
  void tell_areas();
  void decide(graph::Node node);

  const OspfAreas* areas_;
  const graph::Removed* removed_ = nullptr;
  graph::Node to_ = graph::kNoIndex;
  std::uint32_t home_ = graph::kNoIndex;
  // By place: to the destination inside its area; by what is surely told in the area; and by what
  // only border routers tell that are severed from the backbone.
  std::vector<graph::Distance> inside_;
  std::vector<graph::Distance> told_;
  std::vector<graph::Distance> may_be_told_;
  std::vector<std::uint8_t> severed_;  // by number in borders()
  std::vector<OspfSends> sends_;       // by node
  std::vector<std::uint32_t> used_;    // by node: the place from which it sends on
  graph::MonotoneQueue queue_;
};

}  // namespace relook::routing
