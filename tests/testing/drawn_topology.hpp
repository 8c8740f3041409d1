// SPDX-License-Identifier: Apache-2.0
// Small random networks with everything that makes the proof hard: ties, zero metrics, parallel
// links, directions that cost differently, elements that carry no transit, broadcast networks,
// shared risks, sites, links that ride on elements, hosts, isolated nodes and unknown vendors.

#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/truth.hpp"
#include "graph/digraph.hpp"
#include "routing/topology.hpp"

namespace relook::testing {

struct DrawnTopology {
  routing::Topology topology;
  std::vector<Truth> avoided;  ///< of each node's element
};

/// What is drawn.
struct Drawing {
  std::uint32_t nodes_max = 9;
  bool shared_risks = true;
  bool unknown_vendors = true;
};

class TopologyDrawer {
 public:
  TopologyDrawer(std::uint64_t seed, Drawing drawing) : random_(seed), drawing_(drawing) {}

  DrawnTopology draw() {
    DrawnTopology drawn;
    routing::Topology& topology = drawn.topology;
    const std::uint32_t nodes = 2 + below(drawing_.nodes_max - 1);
    for (std::uint32_t node = 0; node < nodes; ++node) topology.nodes.push_back(draw_node(node));
    topology.elements_in_service = nodes;
    const bool sparse = one_in(2);
    draw_links(topology, sparse);
    if (drawing_.shared_risks) draw_shared_risks(topology);
    topology.areas = {""};
    while (const auto edge = graph::zero_cycle(routing::igp_graph(topology))) {
      topology.adjacencies[*edge].metric_ab += 1;
      topology.adjacencies[*edge].metric_ba += 1;
    }
    topology.part = graph::connected_parts(routing::igp_graph(topology));
    const std::uint32_t rarity = 2 + below(6);
    for (std::uint32_t node = 0; node < nodes; ++node) {
      Truth avoid = one_in(rarity) ? Truth::yes : Truth::no;
      if (drawing_.unknown_vendors && one_in(5)) avoid = Truth::unknown;
      drawn.avoided.push_back(avoid);
    }
    return drawn;
  }

  std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(random_() % end); }
  bool one_in(std::uint32_t times) { return below(times) == 0; }

 private:
  routing::RoutedNode draw_node(std::uint32_t node) {
    const bool lan = one_in(14);
    const bool external = !lan && one_in(14);
    return {.element = node,
            .through = lan || (!external && !one_in(7)),
            .external = external,
            .lan = lan};
  }

  graph::Weight draw_metric() {
    static constexpr graph::Weight kMetrics[] = {1, 1, 1, 2, 2, 3, 5, 0};
    return kMetrics[below(8)];
  }

  void draw_links(routing::Topology& topology, bool sparse) {
    const auto nodes = static_cast<std::uint32_t>(topology.nodes.size());
    const std::uint32_t links = sparse ? nodes + below(3) : below(2 * nodes + 2);
    for (std::uint32_t link = 0; link < links; ++link) {
      // A sparse one is a chain or a tree with a few links more, so that there are chains.
      const std::uint32_t a = sparse && link + 1 < nodes ? link + 1 : below(nodes);
      std::uint32_t b =
          sparse && link + 1 < nodes ? (one_in(3) ? below(link + 1) : link) : below(nodes);
      if (a == b) b = (b + 1) % nodes;
      const graph::Weight there = draw_metric();
      topology.adjacencies.push_back({.link = link,
                                      .a = a,
                                      .b = b,
                                      .metric_ab = there,
                                      .metric_ba = one_in(3) ? draw_metric() : there,
                                      .delay_us = 0,
                                      .area = 0});
    }
    std::shuffle(topology.adjacencies.begin(), topology.adjacencies.end(), random_);
    for (std::uint32_t link = 0; link < links; ++link) topology.adjacencies[link].link = link;
  }

  void draw_shared_risks(routing::Topology& topology) {
    const auto nodes = static_cast<std::uint32_t>(topology.nodes.size());
    for (routing::Adjacency& adjacency : topology.adjacencies) {
      if (!one_in(8)) continue;
      const std::uint32_t below_it = below(nodes);
      if (below_it != adjacency.a && below_it != adjacency.b) adjacency.rides_on = {below_it};
      if (drawing_.unknown_vendors && one_in(4)) adjacency.may_ride_on_others = true;
    }
    // A host has a smaller number than its guest, so there is no cycle; hosts of hosts are listed.
    for (std::uint32_t node = 1; node < nodes; ++node) {
      if (!one_in(9)) continue;
      const std::uint32_t host = below(node);
      std::vector<graph::Node> hosts = topology.nodes[host].hosts;
      hosts.push_back(host);
      std::ranges::sort(hosts);
      topology.nodes[node].hosts = std::move(hosts);
    }
    for (std::uint32_t group = below(3); group > 0; --group) {
      routing::RiskGroup srlg{.name = "r" + std::to_string(group)};
      for (std::uint32_t edge = 0; edge < topology.adjacencies.size(); ++edge) {
        if (one_in(4)) srlg.links.push_back(edge);
      }
      if (!srlg.links.empty()) topology.srlgs.insert(topology.srlgs.begin(), std::move(srlg));
    }
    for (std::uint32_t group = below(3); group > 0; --group) {
      routing::RiskGroup site{.name = "s" + std::to_string(group)};
      for (std::uint32_t node = 0; node < nodes; ++node) {
        if (topology.nodes[node].site != 0xFFFFFFFF || !one_in(4)) continue;
        topology.nodes[node].site = group;
        site.elements.push_back(node);
      }
      if (!site.elements.empty()) topology.sites.insert(topology.sites.begin(), std::move(site));
    }
  }

  std::mt19937_64 random_;
  Drawing drawing_;
};

}  // namespace relook::testing
