// SPDX-License-Identifier: Apache-2.0
// A topology as lines of text that a test can compare.

#pragma once

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>

#include "routing/route.hpp"
#include "routing/topology.hpp"

namespace relook::testing {

[[nodiscard]] inline std::string node_name(const estate::Estate& estate,
                                           const routing::Topology& topology, graph::Node node) {
  return std::string(estate.id(estate::TableId::elements, topology.nodes[node].element));
}

/// Nodes, adjacencies, risk groups and sites, a line each: "A end only on H ?", "A-B 10/20 unsure
/// rides on U", "srlg g: A-B", "site s: A". A `?` is what may be besides.
[[nodiscard]] inline std::string standing_text(const estate::Estate& estate,
                                               const routing::Topology& topology) {
  std::string out;
  const auto name = [&](graph::Node node) { return " " + node_name(estate, topology, node); };
  for (graph::Node node = 0; node < topology.nodes.size(); ++node) {
    const routing::RoutedNode& of = topology.nodes[node];
    out += node_name(estate, topology, node);
    if (!of.through) out += " end only";
    if (of.external) out += " external";
    if (of.lan) out += " lan";
    if (!of.hosts.empty() || of.may_have_other_hosts) out += " on";
    for (const graph::Node host : of.hosts) out += name(host);
    out += of.may_have_other_hosts ? " ?\n" : "\n";
  }
  const auto link = [&](graph::Edge edge) {
    return std::string(estate.id(estate::TableId::links, topology.adjacencies[edge].link));
  };
  for (graph::Edge edge = 0; edge < topology.adjacencies.size(); ++edge) {
    const routing::Adjacency& of = topology.adjacencies[edge];
    out +=
        fmt::format("{} {}/{}{}", link(edge), of.metric_ab, of.metric_ba, of.sure ? "" : " unsure");
    if (!of.rides_on.empty() || of.may_ride_on_others) out += " rides on";
    for (const graph::Node below : of.rides_on) out += name(below);
    out += of.may_ride_on_others ? " ?\n" : "\n";
  }
  for (const routing::RiskGroup& srlg : topology.srlgs) {
    out += "srlg " + srlg.name + ":";
    for (const graph::Edge edge : srlg.links) out += " " + link(edge);
    out += "\n";
  }
  for (const routing::RiskGroup& site : topology.sites) {
    out += "site " + site.name + ":";
    for (const graph::Node node : site.elements) out += name(node);
    out += "\n";
  }
  return out;
}

/// A line each: "paths 0 links.metric_ab 2 A-B", bearing, part or "all", column, cells, first row.
[[nodiscard]] inline std::string gaps_text(const estate::Estate& estate,
                                           const std::vector<routing::Gap>& gaps) {
  constexpr std::array<std::string_view, 8> kBearings = {"paths", "hosting",  "riding", "site",
                                                         "srlg",  "affinity", "delay",  "routing"};
  std::string out;
  for (const routing::Gap& gap : gaps) {
    out += fmt::format("{} {} {}.{} {}", kBearings[static_cast<std::size_t>(gap.bearing)],
                       gap.part == graph::kNoIndex ? "all" : std::to_string(gap.part),
                       schema(gap.column.table).name, schema(gap.column).name, gap.cells);
    if (gap.row != graph::kNoIndex) out += " " + row_name(estate, gap.column.table, gap.row);
    out += "\n";
  }
  return out;
}

/// The edges of a graph over the adjacencies, a line each; loops are left out.
[[nodiscard]] inline std::string graph_text(const estate::Estate& estate,
                                            const routing::Topology& topology,
                                            const graph::Digraph& graph) {
  std::string out;
  for (graph::Edge edge = 0; edge < graph.edges(); ++edge) {
    const graph::EdgeEnds& ends = graph.ends(edge);
    if (ends.a == ends.b) continue;
    out += fmt::format("{} {}/{}\n",
                       estate.id(estate::TableId::links, topology.adjacencies[edge].link), ends.ab,
                       ends.ba);
  }
  return out;
}

/// "A > D E: tunnel t: B =A-B D; plane p: D E; D E (service unknown) (why it is not known)". A
/// stretch of a way is its ends, or = and the link.
[[nodiscard]] inline std::string route_text(const estate::Estate& estate,
                                            const routing::Network& network,
                                            const routing::Route& route) {
  const routing::Topology& topology = network.topology;
  const auto name = [&](graph::Node node) {
    return node == graph::kNoIndex ? std::string("-") : node_name(estate, topology, node);
  };
  std::string out = name(route.from) + " >";
  for (const graph::Node end : route.to) out += " " + name(end);
  for (std::size_t i = 0; i < route.ways.size(); ++i) {
    const routing::Way& way = route.ways[i];
    out += i == 0 ? ":" : ";";
    if (way.tunnel != graph::kNoIndex) {
      out += fmt::format(" tunnel {}:", estate.id(estate::TableId::tunnels, way.tunnel));
    }
    if (way.plane != graph::kNoIndex)
      out += fmt::format(" plane {}:", network.planes[way.plane].id);
    for (const routing::Segment& segment : way.segments) {
      if (segment.link != graph::kNoIndex) {
        out += fmt::format(
            " ={}", estate.id(estate::TableId::links, topology.adjacencies[segment.link].link));
      }
      for (const graph::Node end : segment.to) out += " " + name(end);
    }
  }
  if (route.in_service == Truth::no) out += " (out of service)";
  if (route.in_service == Truth::unknown) out += " (service unknown)";
  for (const std::string& why : route.unknown) out += " (" + why + ")";
  return out + "\n";
}

}  // namespace relook::testing
