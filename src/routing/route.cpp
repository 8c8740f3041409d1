// SPDX-License-Identifier: Apache-2.0
#include "routing/route.hpp"

namespace relook::routing {

bool is_plain(const Route& route) {
  if (route.to.size() != 1 || route.ways.size() != 1 || !route.unknown.empty()) return false;
  const Way& way = route.ways.front();
  return way.segments.size() == 1 && way.segments.front().to == route.to;
}

bool takes_areas(const Network& network, graph::Node from, graph::Node to) {
  const std::vector<std::uint32_t>& part = network.topology.part;
  if (network.topology.several_areas.empty()) return false;
  return part[from] == part[to] && network.topology.has_ospf_areas(part[from]);
}

bool takes_areas(const Network& network, const Route& route) {
  if (!is_plain(route)) return false;
  const Segment& segment = route.ways.front().segments.front();
  return segment.graph == 0 && segment.link == graph::kNoIndex &&
         takes_areas(network, route.from, route.to.front());
}

}  // namespace relook::routing
