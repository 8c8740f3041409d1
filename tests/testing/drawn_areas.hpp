// SPDX-License-Identifier: Apache-2.0
// Small random networks of several OSPF areas: some border routers between a backbone and one, two
// or three areas, ties, directions that cost differently, areas that hang together badly, LANs,
// hosts of other elements, shared risks, elements outside and isolated nodes.

#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "routing/area_shape.hpp"
#include "testing/drawn_topology.hpp"

namespace relook::testing {

/// Fills in what follows from nodes, adjacencies and their areas. `said` is as `area_shape` has it.
inline void finish_areas(routing::Topology& topology, const std::vector<std::uint32_t>& said) {
  topology.part = graph::connected_parts(routing::igp_graph(topology));
  routing::AreaShape shape = routing::area_shape(topology, said);
  topology.several_areas.assign(shape.trouble.size(), 0);
  std::vector<std::uint32_t> seen(shape.trouble.size(), graph::kNoIndex);
  for (const routing::Adjacency& link : topology.adjacencies) {
    const std::uint32_t part = topology.part[link.a];
    if (seen[part] != graph::kNoIndex && seen[part] != link.area) topology.several_areas[part] = 1;
    seen[part] = link.area;
  }
  topology.area_trouble = std::move(shape.trouble);
  topology.home_area = std::move(shape.home);
}

class AreaDrawer {
 public:
  explicit AreaDrawer(std::uint64_t seed) : random_(seed) {}

  DrawnTopology draw() {
    DrawnTopology drawn;
    topology_ = &drawn.topology;
    topology_->areas = {"", "0", "1", "2", "3"};
    members_.assign(2 + below(3), {});  // the backbone, and one area to three
    said_.clear();
    const std::uint32_t borders = 1 + below(4);
    for (std::uint32_t area = 0; area < members_.size(); ++area) {
      for (std::uint32_t count = below(area == 0 ? 3 : 4); count > 0; --count) {
        members_[area].push_back(add_node());
      }
    }
    for (std::uint32_t i = 0; i < borders; ++i) add_border();
    for (std::uint32_t area = 0; area < members_.size(); ++area) draw_links(area);
    if (one_in(8)) (void)add_node();  // isolated
    topology_->elements_in_service = topology_->nodes.size();
    if (one_in(3)) draw_shared_risks();
    while (const auto edge = graph::zero_cycle(routing::igp_graph(*topology_))) {
      topology_->adjacencies[*edge].metric_ab += 1;
      topology_->adjacencies[*edge].metric_ba += 1;
    }
    finish_areas(*topology_, said_);
    const std::uint32_t rarity = 2 + below(6);
    for (std::size_t node = 0; node < topology_->nodes.size(); ++node) {
      drawn.avoided.push_back(one_in(6 * rarity) ? Truth::unknown : truth(one_in(rarity)));
    }
    return drawn;
  }

  std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(random_() % end); }
  bool one_in(std::uint32_t times) { return below(times) == 0; }

 private:
  graph::Node add_node() {
    const auto node = static_cast<graph::Node>(topology_->nodes.size());
    const bool external = one_in(14);
    topology_->nodes.push_back(
        {.element = node, .through = !external && !one_in(12), .external = external, .lan = false});
    said_.push_back(0);
    return node;
  }

  void add_border() {
    const graph::Node node = add_node();
    topology_->nodes[node].through = !one_in(40);
    topology_->nodes[node].external = false;
    const auto areas = static_cast<std::uint32_t>(members_.size());
    const std::uint32_t first = 1 + below(areas - 1);
    members_[0].push_back(node);
    members_[first].push_back(node);
    if (areas > 2 && one_in(2)) {
      const std::uint32_t second = 1 + first % (areas - 1);
      members_[second].push_back(node);
    }
    // Mostly in the backbone, where addresses of border routers mostly are; sometimes not said.
    said_[node] = one_in(8) ? 0 : one_in(3) ? 1 + first : 1;
  }

  graph::Weight draw_metric() {
    static constexpr graph::Weight kMetrics[] = {1, 1, 1, 2, 2, 3, 5, 0, 9};
    return kMetrics[below(9)];
  }

  void link(graph::Node a, graph::Node b, std::uint32_t area) {
    const auto number = static_cast<std::uint32_t>(topology_->adjacencies.size());
    const graph::Weight there = draw_metric();
    topology_->adjacencies.push_back({.link = number,
                                      .a = a,
                                      .b = b,
                                      .metric_ab = there,
                                      .metric_ba = one_in(3) ? draw_metric() : there,
                                      .delay_us = 0,
                                      .area = 1 + area});
  }

  void draw_links(std::uint32_t area) {
    std::vector<graph::Node>& at = members_[area];
    std::shuffle(at.begin(), at.end(), random_);
    const auto size = static_cast<std::uint32_t>(at.size());
    for (std::uint32_t i = 1; i < size; ++i) {
      if (!one_in(7)) link(at[i], at[below(i)], area);
    }
    for (std::uint32_t more = size > 1 ? below(size) : 0; more > 0; --more) {
      const std::uint32_t a = below(size);
      const std::uint32_t b = below(size);
      if (a != b) link(at[a], at[b], area);
    }
    if (size < 2 || !one_in(5)) return;
    const graph::Node lan = add_node();
    topology_->nodes[lan] = {.element = lan, .through = true, .external = false, .lan = true};
    for (const graph::Node node : at) {
      if (one_in(2)) link(node, lan, area);
    }
  }

  void draw_shared_risks() {
    const auto nodes = static_cast<std::uint32_t>(topology_->nodes.size());
    for (routing::Adjacency& adjacency : topology_->adjacencies) {
      const std::uint32_t under = below(nodes);
      if (one_in(8) && under != adjacency.a && under != adjacency.b) adjacency.rides_on = {under};
    }
    for (std::uint32_t node = 1; node < nodes; ++node) {
      const std::uint32_t host = below(node);
      if (one_in(10) && topology_->nodes[host].hosts.empty()) topology_->nodes[node].hosts = {host};
    }
    routing::RiskGroup srlg{.name = "r"};
    for (std::uint32_t edge = 0; edge < topology_->adjacencies.size(); ++edge) {
      if (one_in(5)) srlg.links.push_back(edge);
    }
    if (!srlg.links.empty()) topology_->srlgs.push_back(std::move(srlg));
    routing::RiskGroup site{.name = "s"};
    for (std::uint32_t node = 0; node < nodes; ++node) {
      if (one_in(5)) site.elements.push_back(node);
    }
    if (!site.elements.empty()) topology_->sites.push_back(std::move(site));
  }

  std::mt19937_64 random_;
  routing::Topology* topology_ = nullptr;
  std::vector<std::vector<graph::Node>> members_;  // by area
  std::vector<std::uint32_t> said_;
};

}  // namespace relook::testing
