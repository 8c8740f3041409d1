// SPDX-License-Identifier: Apache-2.0
// Drawn networks of several OSPF areas as estates of which only vendors are not known.

#pragma once

#include "testing/drawn_areas.hpp"
#include "testing/estate_of_topology.hpp"

namespace relook::testing {

/// Eight demands of 1 Gbit/s between any two. Where whether a vendor is avoided is not known, it is
/// left open.
[[nodiscard]] inline RawEstate draw_areas(unsigned seed) {
  AreaDrawer drawer(seed);
  const DrawnTopology drawn = drawer.draw();
  const routing::Topology& topology = drawn.topology;
  RawEstate raw = raw_of(topology);
  raw["ownership"] = raw["supplies"] = raw["networks"] = {};
  raw["operators"] = {{{"id", "o"}, {"country", "GB"}}};
  raw["routing"][0]["protocol"] = "ospf";
  for (std::uint32_t row = 0; row < topology.adjacencies.size(); ++row) {
    raw["links"][row]["area"] = topology.areas[topology.adjacencies[row].area];
  }
  for (graph::Node node = 0; node < topology.nodes.size(); ++node) {
    RawRow& element = raw["elements"][node];
    element["users"] = "-";
    const Truth avoided = drawn.avoided[node];
    element["vendor"] = avoided == Truth::yes ? "huawei" : avoided == Truth::no ? "nokia" : "";
    const std::uint32_t home = topology.home_area[node];
    if (home != graph::kNoIndex) element["area"] = topology.areas[home];
  }
  const auto nodes = static_cast<std::uint32_t>(topology.nodes.size());
  for (std::uint32_t number = 0; nodes > 1 && number < 8; ++number) {
    const std::uint32_t from = drawer.below(nodes);
    const std::uint32_t to = (from + 1 + drawer.below(nodes - 1)) % nodes;
    raw["demands"].push_back({{"id", numbered('d', number)},
                              {"class", "general"},
                              {"from", numbered('e', from)},
                              {"to", numbered('e', to)},
                              {"to_mode", "all"},
                              {"gbps", "1"},
                              {"plane", "-"}});
  }
  return raw;
}

}  // namespace relook::testing
