// SPDX-License-Identifier: Apache-2.0
// Networks to prove something about: graphs of the Internet Topology Zoo, and drawn national ones.
// All are synthetic in what is to be avoided.
//
// 5 % of the nodes (seeded) are to be avoided, and one link in 80 rides on an element of its own to
// be avoided. Graphs of the Zoo have the geodesic distance in units of 10 km as metric (at least 1;
// 100 where a coordinate is missing), of their largest component. In the national ones core routers
// are meshed by nearness, aggregation is homed to two of them, and the rest stands in chains of 1
// to 6 between two aggregation routers.

#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "base/truth.hpp"
#include "graph/digraph.hpp"
#include "io/gml.hpp"
#include "io/gml_graph.hpp"
#include "io/gml_import.hpp"
#include "routing/network.hpp"

namespace relook::testing {

/// A network with what is to be avoided in it.
struct MadeNetwork {
  std::string name;
  routing::Network network;
  std::vector<Truth> avoided;        ///< of each node
  std::vector<graph::Node> routers;  ///< those that are no underlay
};

struct MadeLink {
  graph::Node a;
  graph::Node b;
  graph::Weight metric;
};

inline MadeNetwork made_network(std::string name, std::uint32_t routers,
                                const std::vector<MadeLink>& links) {
  std::mt19937_64 random(1);
  MadeNetwork made{.name = std::move(name), .network = {}, .avoided = {}, .routers = {}};
  routing::Topology& topology = made.network.topology;
  const std::size_t below = std::max<std::size_t>(links.size() / 80, 1);
  for (graph::Node node = 0; node < routers + below; ++node) {
    topology.nodes.push_back({.element = node, .through = true, .external = false, .lan = false});
    made.avoided.push_back(node < routers ? Truth::no : Truth::yes);
    if (node < routers) made.routers.push_back(node);
  }
  std::vector<graph::Node> order = made.routers;
  std::shuffle(order.begin(), order.end(), random);
  for (std::size_t i = 0; i < std::max<std::size_t>(routers / 20, 1); ++i) {
    made.avoided[order[i]] = Truth::yes;
  }
  for (std::uint32_t link = 0; link < links.size(); ++link) {
    topology.adjacencies.push_back({.link = link,
                                    .a = links[link].a,
                                    .b = links[link].b,
                                    .metric_ab = links[link].metric,
                                    .metric_ba = links[link].metric,
                                    .delay_us = 0,
                                    .area = 0});
  }
  std::vector<std::uint32_t> ridden(links.size());
  for (std::uint32_t link = 0; link < links.size(); ++link) ridden[link] = link;
  std::shuffle(ridden.begin(), ridden.end(), random);
  for (std::uint32_t i = 0; i < below; ++i) {
    topology.adjacencies[ridden[i]].rides_on = {routers + i};
  }
  topology.areas = {""};
  topology.elements_in_service = topology.nodes.size();
  made.network.graphs.push_back(routing::igp_graph(topology));
  made.network.plane_gaps.emplace_back();
  topology.part = graph::connected_parts(made.network.graphs[0]);
  return made;
}

/// The largest component of a GML graph; nothing where the file cannot be read.
inline std::optional<MadeNetwork> zoo_network(const std::filesystem::path& file) {
  const std::string name = file.stem().string();
  const auto bytes = read_file(file);
  if (!bytes) return std::nullopt;
  const auto document = io::read_gml(*bytes, name);
  Diagnostics diagnostics;
  const io::GmlGraph gml = io::read_gml_graph(document.value, name, diagnostics);
  if (document.diagnostics.has_errors() || diagnostics.has_errors() || gml.nodes.empty()) {
    return std::nullopt;
  }
  std::map<std::int64_t, graph::Node> number;
  for (const io::GmlNode& node : gml.nodes) {
    number.emplace(node.id, static_cast<graph::Node>(number.size()));
  }
  std::vector<graph::EdgeEnds> ends;
  for (const io::GmlEdge& edge : gml.edges) {
    ends.push_back({number.at(edge.source), number.at(edge.target), 1, 1});
  }
  const graph::Digraph whole(std::vector<std::uint8_t>(gml.nodes.size(), 1), ends);
  const std::vector<std::uint32_t> part = graph::connected_parts(whole);
  std::map<std::uint32_t, std::size_t> sizes;
  for (const std::uint32_t each : part) ++sizes[each];
  const auto largest = std::ranges::max_element(
      sizes, [](const auto& a, const auto& b) { return a.second < b.second; });
  std::vector<graph::Node> renumbered(gml.nodes.size(), graph::kNoIndex);
  std::uint32_t routers = 0;
  for (graph::Node node = 0; node < part.size(); ++node) {
    if (part[node] == largest->first) renumbered[node] = routers++;
  }
  std::vector<MadeLink> links;
  for (const graph::EdgeEnds& edge : ends) {
    if (edge.a == edge.b || renumbered[edge.a] == graph::kNoIndex) continue;
    links.push_back({renumbered[edge.a], renumbered[edge.b],
                     static_cast<graph::Weight>(io::great_circle_metric(gml.nodes[edge.a].place,
                                                                        gml.nodes[edge.b].place))});
  }
  return made_network(name, routers, links);
}

/// A drawn national network.
inline MadeNetwork national_network(std::uint32_t routers) {
  std::mt19937_64 random(7);
  const std::uint32_t core = std::max<std::uint32_t>(8, routers / 200);
  const std::uint32_t aggregation = routers / 20;
  std::vector<std::pair<double, double>> place;
  for (std::uint32_t i = 0; i < routers; ++i) {
    const double x = static_cast<double>(random() % 1'000'000) / 1e6;
    place.emplace_back(x, static_cast<double>(random() % 1'000'000) / 1e6);
  }
  const auto away = [&](std::uint32_t a, std::uint32_t b) {
    return std::hypot(place[a].first - place[b].first, place[a].second - place[b].second);
  };
  std::set<std::pair<std::uint32_t, std::uint32_t>> joined;
  const auto join = [&](std::uint32_t a, std::uint32_t b) {
    if (a != b) joined.emplace(std::min(a, b), std::max(a, b));
  };
  const auto nearest = [&](std::uint32_t from, std::uint32_t end, std::size_t count) {
    std::vector<std::uint32_t> others;
    for (std::uint32_t other = 0; other < end; ++other) {
      if (other != from) others.push_back(other);
    }
    std::ranges::sort(others, {}, [&](std::uint32_t other) { return away(from, other); });
    others.resize(std::min(count, others.size()));
    return others;
  };
  for (std::uint32_t router = 0; router < core; ++router) {
    for (const std::uint32_t other : nearest(router, core, 3)) join(router, other);
    for (const std::uint32_t other : nearest(router, router, 1)) join(router, other);
  }
  for (std::uint32_t router = core; router < core + aggregation; ++router) {
    for (const std::uint32_t other : nearest(router, core, 2)) join(router, other);
  }
  for (std::uint32_t router = core + aggregation; router < routers;) {
    const auto pick = [&] { return core + static_cast<std::uint32_t>(random() % aggregation); };
    const std::uint32_t begin = pick();
    std::uint32_t end = begin;
    for (unsigned i = 0; i < 10; ++i) {
      const std::uint32_t other = pick();
      if (other != begin && (end == begin || away(begin, other) < away(begin, end))) end = other;
    }
    std::uint32_t before = begin;
    for (std::uint32_t length = 1 + static_cast<std::uint32_t>(random() % 6);
         length > 0 && router < routers; --length, ++router) {
      join(before, router);
      before = router;
    }
    join(before, end);
  }
  std::vector<MadeLink> links;
  for (const auto& [a, b] : joined) {
    links.push_back(
        {a, b, std::max<graph::Weight>(1, static_cast<graph::Weight>(away(a, b) * 100))});
  }
  return made_network(fmt::format("national {}", routers), routers, links);
}

}  // namespace relook::testing
