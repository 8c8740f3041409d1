// SPDX-License-Identifier: Apache-2.0
#include "trust/doubts.hpp"

#include <algorithm>

namespace relook::trust {

using graph::kNoIndex;
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
  return doubt == Doubt::paths || doubt == Doubt::areas || doubt == Doubt::ways;
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

}  // namespace

Doubts::Doubts(const routing::Network& network, FailureKinds kinds)
    : network_(&network), of_part_(part_count(network.topology), Doubt::none) {
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
  for (std::uint32_t part = 0; part < of_part_.size(); ++part) {
    const bool several = part < topology.several_areas.size() && topology.several_areas[part] != 0;
    if (several) of_part_[part] = graver(of_part_[part], Doubt::areas);
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
  return unknown_plane ? Doubt::paths : of_parts(from, to);
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
  return doubt;
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
