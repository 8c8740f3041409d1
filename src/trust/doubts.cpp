// SPDX-License-Identifier: Apache-2.0
#include "trust/doubts.hpp"

#include <algorithm>

namespace relook::trust {

using graph::kNoIndex;
using graph::Node;
using routing::Bearing;
using routing::Gap;

Doubt doubt_of(Bearing bearing, FailureKinds kinds) {
  switch (bearing) {
    case Bearing::paths:
    case Bearing::routing:
      return Doubt::paths;
    case Bearing::hosting:
    case Bearing::riding:
      return kinds.node || kinds.site ? Doubt::together : Doubt::none;
    case Bearing::site:
      return kinds.site ? Doubt::together : Doubt::none;
    case Bearing::srlg:
      return kinds.srlg ? Doubt::together : Doubt::none;
    case Bearing::affinity:
    case Bearing::delay:
      return Doubt::none;  // of planes only, which have gaps of their own
  }
  return Doubt::paths;
}

bool hides_paths(Doubt doubt) {
  return doubt == Doubt::paths || doubt == Doubt::areas || doubt == Doubt::spans ||
         doubt == Doubt::ways;
}

namespace {

/// The graver of two: what hides paths first.
Doubt graver(Doubt a, Doubt b) {
  if (hides_paths(a) || b == Doubt::none) return a;
  return hides_paths(b) || a == Doubt::none ? b : a;
}

std::size_t part_count(const routing::Topology& topology) {
  return topology.part.empty() ? 0 : *std::ranges::max_element(topology.part) + std::size_t{1};
}

bool has_several(const routing::Network& network, Node node) {
  if (node == kNoIndex) return false;  // an end out of service
  const routing::Topology& topology = network.topology;
  const std::uint32_t part = topology.part[node];
  return part < topology.several_areas.size() && topology.several_areas[part] != 0;
}

/// Over the plain IGP.
Doubt over_areas(const routing::Network& network, Node from, Node to, AreaWays areas) {
  const routing::Topology& topology = network.topology;
  const auto known = [&](Node node) {
    return !has_several(network, node) ||
           (areas == AreaWays::modelled && topology.has_ospf_areas(topology.part[node]));
  };
  if (!known(from) || !known(to)) return Doubt::areas;
  const bool home_matters = from != to && routing::takes_areas(network, from, to);
  return home_matters && topology.home_area[to] == kNoIndex ? Doubt::areas : Doubt::none;
}

}  // namespace

Doubt doubt_of_areas(const routing::Network& network, const routing::Route& route, AreaWays areas) {
  const auto several = [&](Node node) { return has_several(network, node); };
  if (!several(route.from) && std::ranges::none_of(route.to, several)) return Doubt::none;
  // Of ways with several ends, over tunnels or in planes, nothing is known there.
  if (!routing::is_plain(route)) return Doubt::areas;
  const routing::Segment& segment = route.ways[0].segments[0];
  const bool plain = segment.graph == 0 && segment.link == kNoIndex;
  return plain ? over_areas(network, route.from, route.to[0], areas) : Doubt::areas;
}

Doubts::Doubts(const routing::Network& network, FailureKinds kinds, AreaWays areas)
    : network_(&network), areas_(areas), of_part_(part_count(network.topology), Doubt::none) {
  const routing::Topology& topology = network.topology;
  const auto each_part = [&](const Gap& gap, const auto& body) {
    for (std::uint32_t part = 0; part < of_part_.size(); ++part) {
      if (gap.part == kNoIndex || gap.part == part) body(part);
    }
  };
  for (const Gap& gap : topology.gaps) {
    const Doubt doubt = doubt_of(gap.bearing, kinds);
    if (doubt == Doubt::none) continue;
    each_part(gap, [&](std::uint32_t part) { of_part_[part] = graver(of_part_[part], doubt); });
  }
  for (const std::vector<Gap>& gaps : network.plane_gaps) {
    plane_.emplace_back(of_part_.size());
    for (const Gap& gap : gaps) {
      each_part(gap, [&](std::uint32_t part) { plane_.back()[part] = 1; });
    }
  }
}

Doubt Doubts::of_parts(graph::Node from, graph::Node to) const {
  const std::vector<std::uint32_t>& part = network_->topology.part;
  return graver(of_part_[part[from]], of_part_[part[to]]);
}

Doubt Doubts::of_pair(graph::Node from, graph::Node to, std::uint32_t graph) const {
  const bool unknown_plane =
      graph < plane_.size() && plane_[graph][network_->topology.part[from]] != 0;
  if (unknown_plane) return Doubt::paths;
  const bool in_plane = graph != 0 && (has_several(*network_, from) || has_several(*network_, to));
  return graver(of_parts(from, to),
                in_plane ? Doubt::areas : over_areas(*network_, from, to, areas_));
}

Doubt Doubts::of(const routing::Route& route) const {
  if (!route.unknown.empty()) return Doubt::ways;
  Doubt doubt = Doubt::none;
  for (const graph::Node end : route.to) doubt = graver(doubt, of_parts(route.from, end));
  for (const routing::Way& way : route.ways) {
    for (const routing::Segment& segment : way.segments) {
      doubt = graver(doubt, of_pair(route.from, route.from, segment.graph));
    }
  }
  return graver(doubt, doubt_of_areas(*network_, route, areas_));
}

RouteAnswer answer_of(const AreaAnswer& areas, Doubt doubt, bool complete) {
  Fewest fewest = areas.fewest;
  fewest.unserved = std::min(fewest.unserved, areas.open);
  RouteAnswer answer = answer_of(fewest, areas.sets, doubt, complete);
  const bool never_served = answer.doubt == Doubt::no_path && areas.open == 0;
  if (areas.open != kNever && (answer.answer == Answer::conforms || never_served)) {
    answer.answer = Answer::undecided;
    answer.doubt = Doubt::border;
  }
  return answer;
}

RouteAnswer answer_of(const Fewest& fewest, const SmallestSets& sets, Doubt doubt, bool complete) {
  RouteAnswer answer{.answer = Answer::undecided, .doubt = doubt, .fewest = fewest, .sets = sets};
  const bool stands = doubt == Doubt::none || fewest.surely == 0;
  if (fewest.surely != kNever && stands) {
    answer.answer = Answer::breaches;
    answer.doubt = Doubt::none;
  } else if (doubt != Doubt::none) {
    // As it is: what is not known could change it.
  } else if (fewest.unserved == 0) {
    answer.doubt = Doubt::no_path;
  } else if (fewest.possibly != kNever) {
    answer.doubt = Doubt::avoided;
  } else if (!complete) {
    answer.doubt = Doubt::not_covered;
  } else {
    answer.answer = Answer::conforms;
  }
  return answer;
}

std::vector<Gap> gaps_on(const routing::Network& network, const routing::Route& route,
                         FailureKinds kinds) {
  const std::vector<std::uint32_t>& part = network.topology.part;
  std::vector<Gap> found;
  const auto concerns = [&](const Gap& gap) {
    return gap.part == kNoIndex || gap.part == part[route.from] ||
           std::ranges::any_of(route.to, [&](graph::Node end) { return part[end] == gap.part; });
  };
  for (const Gap& gap : network.topology.gaps) {
    if (doubt_of(gap.bearing, kinds) != Doubt::none && concerns(gap)) found.push_back(gap);
  }
  std::vector<std::uint32_t> graphs;
  for (const routing::Way& way : route.ways) {
    for (const routing::Segment& segment : way.segments) graphs.push_back(segment.graph);
  }
  std::ranges::sort(graphs);
  const auto [first, last] = std::ranges::unique(graphs);
  graphs.erase(first, last);
  for (const std::uint32_t graph : graphs) {
    if (graph >= network.plane_gaps.size()) continue;
    std::ranges::copy_if(network.plane_gaps[graph], std::back_inserter(found), concerns);
  }
  return found;
}

}  // namespace relook::trust
