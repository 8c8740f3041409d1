// SPDX-License-Identifier: Apache-2.0
#include "routing/ospf_areas.hpp"

#include <algorithm>
#include <set>

#include "routing/area_shape.hpp"

namespace relook::routing {

using graph::Distance;
using graph::Incidence;
using graph::kNoIndex;
using graph::kUnreachable;
using graph::Node;

OspfAreas::OspfAreas(const Topology& topology, const graph::Digraph& graph, std::uint32_t part)
    : topology_(&topology) {
  first_place_.push_back(0);
  for (Node node = 0; node < topology.nodes.size(); ++node) {
    std::set<std::uint32_t> areas;
    if (topology.part[node] == part) {
      for (const Incidence& at : graph.at(node)) areas.insert(topology.adjacencies[at.edge].area);
    }
    for (const std::uint32_t area : areas) {
      places_.push_back({node, area, 0});
      if (is_backbone(topology.areas[area])) backbone_ = area;
    }
    if (areas.size() > 1) borders_.push_back(node);
    first_place_.push_back(static_cast<std::uint32_t>(places_.size()));
    const std::span<const Incidence> at = graph.at(node);
    const bool two = !at.empty() && at.front().neighbour != at.back().neighbour;
    between_.push_back(two && topology.nodes[node].through ? 1 : 0);
  }
  for (Place& place : places_) {
    place.first_arc = static_cast<std::uint32_t>(arcs_.size());
    for (const Incidence& at : graph.at(place.node)) {
      if (topology.adjacencies[at.edge].area != place.area) continue;
      arcs_.push_back({place_in(at.neighbour, place.area), at});
    }
  }
  places_.push_back({kNoIndex, kNoIndex, static_cast<std::uint32_t>(arcs_.size())});
}

std::uint32_t OspfAreas::place_in(Node node, std::uint32_t area) const {
  for (std::uint32_t place = first_place(node); place < last_place(node); ++place) {
    if (places_[place].area == area) return place;
  }
  return kNoIndex;
}

OspfRoutes::OspfRoutes(const OspfAreas& areas)
    : areas_(&areas),
      severed_(areas.borders().size()),
      sends_(areas.topology().nodes.size(), OspfSends::nowhere),
      used_(areas.topology().nodes.size(), kNoIndex) {}

Distance OspfRoutes::cost(Node node) const {
  if (node == to_) return 0;
  if (sends_[node] != OspfSends::on) return kUnreachable;
  return std::min(inside_[used_[node]], told_[used_[node]]);
}

void OspfRoutes::towards(Node to, const graph::Removed& removed) {
  removed_ = &removed;
  to_ = to;
  home_ = areas_->home(to);
  RELOOK_CHECK(home_ != kNoIndex && areas_->place_in(to, home_) != kNoIndex);
  for (std::vector<Distance>* const far : {&inside_, &told_, &may_be_told_}) {
    far->assign(areas_->places(), kUnreachable);
  }
  if (!removed.node(to)) start(inside_, areas_->place_in(to, home_), 0);
  spread(inside_);
  find_severed();
  if (home_ != areas_->backbone()) tell_backbone();
  tell_areas();
  for (std::uint32_t place = 0; place < areas_->places(); ++place) {
    const Node node = areas_->place(place).node;
    if (place == areas_->first_place(node)) decide(node);
  }
}

void OspfRoutes::start(std::vector<Distance>& far, std::uint32_t place, Distance cost) {
  if (cost >= far[place]) return;
  far[place] = cost;
  queue_.push(cost, place);
}

/// From where it was started, against the direction of traffic, inside each area (Dijkstra 1959).
void OspfRoutes::spread(std::vector<Distance>& far) {
  while (!queue_.empty()) {
    const auto [distance, place] = queue_.pop();
    const Node node = areas_->place(place).node;
    if (distance != far[place] || (!areas_->through(node) && node != to_)) continue;
    for (const OspfAreas::Arc& arc : areas_->arcs(place)) {
      if (removed_->edge(arc.at.edge) || removed_->node(arc.at.neighbour)) continue;
      start(far, arc.place, distance + arc.at.in);
    }
  }
  queue_.clear();
}

/// The cheapest of what may be told at a place by others than the router itself: what leads back to
/// it costs more than its own, as no cycle costs nothing.
Distance OspfRoutes::may_hear(std::uint32_t place) const {
  Distance heard = kUnreachable;
  for (const OspfAreas::Arc& arc : areas_->arcs(place)) {
    if (may_be_told_[arc.place] == kUnreachable || !usable(arc.at)) continue;
    heard = std::min(heard, may_be_told_[arc.place] + arc.at.out);
  }
  return heard;
}

/// Whether a router that forwards can be spoken to from here, over a LAN also. Whether others, such
/// as those outside or at the end of a link, speak OSPF is not said.
bool OspfRoutes::has_neighbour(std::uint32_t place) const {
  const Node node = areas_->place(place).node;
  const std::vector<RoutedNode>& nodes = areas_->topology().nodes;
  const auto up = [&](const Incidence& at) {
    return !removed_->edge(at.edge) && !removed_->node(at.neighbour) && at.neighbour != node;
  };
  const auto speaks = [&](Node other) {
    return !nodes[other].lan && areas_->stands_between(other);
  };
  for (const OspfAreas::Arc& arc : areas_->arcs(place)) {
    if (!up(arc.at)) continue;
    if (speaks(arc.at.neighbour)) return true;
    if (!nodes[arc.at.neighbour].lan) continue;
    for (const OspfAreas::Arc& beyond : areas_->arcs(arc.place)) {
      if (up(beyond.at) && speaks(beyond.at.neighbour)) return true;
    }
  }
  return false;
}

void OspfRoutes::find_severed() {
  for (std::size_t i = 0; i < severed_.size(); ++i) {
    const Node border = areas_->borders()[i];
    severed_[i] = has_neighbour(areas_->place_in(border, areas_->backbone())) ? 0 : 1;
  }
}

Distance OspfRoutes::inside_home(Node node) const {
  const std::uint32_t place = areas_->place_in(node, home_);
  return place == kNoIndex ? kUnreachable : inside_[place];
}

void OspfRoutes::tell_backbone() {
  for (const bool severed : {false, true}) {
    std::vector<Distance>& far = severed ? may_be_told_ : told_;
    for (std::size_t i = 0; i < severed_.size(); ++i) {
      const Node border = areas_->borders()[i];
      if (removed_->node(border) || (severed_[i] != 0) != severed) continue;
      if (!areas_->through(border) && border != to_) continue;
      start(far, areas_->place_in(border, areas_->backbone()), inside_home(border));
    }
    spread(far);
  }
}

void OspfRoutes::tell_areas() {
  for (const bool open : {false, true}) {
    std::vector<Distance>& far = open ? may_be_told_ : told_;
    for (std::size_t i = 0; i < severed_.size(); ++i) {
      const Node border = areas_->borders()[i];
      if (removed_->node(border) || (!areas_->through(border) && border != to_)) continue;
      const std::uint32_t core = areas_->place_in(border, areas_->backbone());
      const Distance inside = inside_home(border);
      const Distance outside = std::min(told_[core], may_be_told_[core]);
      const bool not_sure =
          inside == kUnreachable && outside != kUnreachable && may_be_told_[core] <= told_[core];
      if ((severed_[i] != 0 || not_sure) != open) continue;
      for (std::uint32_t place = areas_->first_place(border); place < areas_->last_place(border);
           ++place) {
        const std::uint32_t area = areas_->place(place).area;
        if (area == areas_->backbone()) continue;
        // What it reaches inside an area it does not tell that area (12.4.3).
        if (inside != kUnreachable && area == home_) continue;
        start(far, place, inside != kUnreachable ? inside : outside);
      }
    }
    spread(far);
  }
}

void OspfRoutes::decide(Node node) {
  sends_[node] = OspfSends::nowhere;
  used_[node] = kNoIndex;
  if (removed_->node(node) || node == to_) return;
  if (inside_home(node) != kUnreachable) {
    sends_[node] = OspfSends::on;
    used_[node] = areas_->place_in(node, home_);
    return;
  }
  const bool border = areas_->is_border(node);
  const std::uint32_t place =
      border ? areas_->place_in(node, areas_->backbone()) : areas_->first_place(node);
  if (border) {
    const auto at = std::ranges::lower_bound(areas_->borders(), node);
    if (severed_[static_cast<std::size_t>(at - areas_->borders().begin())] != 0) {
      Distance elsewhere = may_be_told_[place];
      for (std::uint32_t own = areas_->first_place(node); own < areas_->last_place(node); ++own) {
        if (own != place) elsewhere = std::min({elsewhere, told_[own], may_hear(own)});
      }
      // To whom else it listens matters where that is as good as what it hears in any case.
      if (elsewhere != kUnreachable && elsewhere <= told_[place]) sends_[node] = OspfSends::open;
      if (elsewhere <= told_[place]) return;
    }
  }
  if (may_be_told_[place] != kUnreachable && may_be_told_[place] <= told_[place]) {
    sends_[node] = OspfSends::open;
  } else if (told_[place] != kUnreachable) {
    sends_[node] = OspfSends::on;
    used_[node] = place;
  }
}

}  // namespace relook::routing
