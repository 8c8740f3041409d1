// SPDX-License-Identifier: Apache-2.0
// A drawn topology as an estate that leaves nothing open.

#pragma once

#include <string>
#include <utility>

#include "testing/drawn_topology.hpp"
#include "testing/raw_estate.hpp"

namespace relook::testing {

/// Ids in the order of their numbers.
[[nodiscard]] inline std::string numbered(char kind, std::uint32_t number) {
  const std::string digits = std::to_string(number);
  return std::string(1, kind) + std::string(3 - std::min<std::size_t>(3, digits.size()), '0') +
         digits;
}

/// Elements e000 and on, links l000 and on. What may ride on others does not.
[[nodiscard]] inline RawEstate raw_of(const routing::Topology& topology) {
  RawEstate raw;
  for (const char* table : {"changes", "dependencies", "links", "planes", "demands", "tunnels"}) {
    raw[table] = {};
  }
  raw["operators"] = {{{"id", "o"}}};
  raw["routing"] = {{{"operator", "o"}, {"tunnels", "none"}, {"exits", "none"}}};
  for (const routing::RiskGroup& site : topology.sites) raw["sites"].push_back({{"id", site.name}});
  for (std::uint32_t row = 0; row < topology.nodes.size(); ++row) {
    const routing::RoutedNode& node = topology.nodes[row];
    std::string site = "-";
    for (const routing::RiskGroup& group : topology.sites) {
      if (std::ranges::find(group.elements, row) != group.elements.end()) site = group.name;
    }
    raw["elements"].push_back({{"id", numbered('e', row)},
                               {"operator", "o"},
                               {"site", site},
                               {"function", node.lan        ? "LAN"
                                            : node.external ? "external"
                                                            : "P"},
                               {"transit", node.through ? "yes" : "no"},
                               {"in_service_from", ".."}});
    for (const graph::Node host : node.hosts) {
      // Hosts of hosts stand in the rows of these.
      const auto hosts_too = [&](graph::Node other) {
        const std::vector<graph::Node>& below = topology.nodes[other].hosts;
        return std::ranges::find(below, host) != below.end();
      };
      if (std::ranges::any_of(node.hosts, hosts_too)) continue;
      raw["dependencies"].push_back({{"element", numbered('e', row)},
                                     {"on", numbered('e', host)},
                                     {"kind", "hosted-on"},
                                     {"from", ".."}});
    }
  }
  for (std::uint32_t row = 0; row < topology.adjacencies.size(); ++row) {
    const routing::Adjacency& link = topology.adjacencies[row];
    std::string rides_on;
    for (const graph::Node below : link.rides_on) rides_on += ";" + numbered('e', below);
    std::string srlgs;
    for (const routing::RiskGroup& group : topology.srlgs) {
      const bool in = std::ranges::find(group.links, row) != group.links.end();
      if (in) srlgs += ";" + group.name;
    }
    raw["links"].push_back({{"id", numbered('l', row)},
                            {"a", numbered('e', link.a)},
                            {"b", numbered('e', link.b)},
                            {"metric_ab", std::to_string(link.metric_ab)},
                            {"metric_ba", std::to_string(link.metric_ba)},
                            {"srlgs", srlgs.empty() ? "-" : srlgs.substr(1)},
                            {"rides_on", rides_on.empty() ? "-" : rides_on.substr(1)}});
  }
  return raw;
}

}  // namespace relook::testing
