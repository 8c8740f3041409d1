// SPDX-License-Identifier: Apache-2.0
// First which elements are nodes, from what the links, demands and hosts name; then each of them
// and each adjacency by itself; then what is not known of them, which needs the connected parts.
#include "routing/topology.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "base/spelling.hpp"
#include "estate/cells.hpp"
#include "estate/functions.hpp"
#include "routing/areas.hpp"
#include "routing/find_gaps.hpp"
#include "routing/hosting.hpp"
#include "routing/service.hpp"
#include "routing/silence.hpp"
#include "routing/zero_cost.hpp"

namespace relook::routing {
namespace {

namespace column = estate::column;
using estate::ColumnRef;
using estate::TableId;

struct Reader {
  const estate::Estate& estate;
  Date on;
  std::vector<Truth> service = elements_in_service(estate, on);
  HostRows hosts = read_hosts(estate, on, service);
  Topology out{.on = on};
  Diagnostics diagnostics = {};
  std::vector<graph::Node> node_of_element = {};

  [[nodiscard]] bool may_serve(std::uint32_t element) const {
    return estate::is_value(element) && service[element] != Truth::no;
  }
  [[nodiscard]] bool may_be_adjacency(std::uint32_t link) const;
  void find_nodes(std::span<const std::uint32_t> links, std::span<const std::uint32_t> extra);
  void read_node(graph::Node node);
  void read_hosting();
  void read_areas();
  void read_adjacency(std::uint32_t link);
  void read_srlgs();
  void read_sites();
};

bool Reader::may_be_adjacency(std::uint32_t link) const {
  for (const ColumnRef metric : {column::kLinkMetricAb, column::kLinkMetricBa}) {
    if (estate.column(metric).number(link) == estate::kNoneNumber) return false;
  }
  return may_serve(estate.column(column::kLinkA).code(link)) &&
         may_serve(estate.column(column::kLinkB).code(link));
}

void Reader::find_nodes(std::span<const std::uint32_t> links,
                        std::span<const std::uint32_t> extra) {
  std::vector<std::uint8_t> found(service.size());
  std::vector<std::uint32_t> open;
  const auto find = [&](std::uint32_t element) {
    if (!may_serve(element) || found[element] != 0) return;
    found[element] = 1;
    open.push_back(element);
  };
  for (const std::uint32_t link : links) {
    find(estate.column(column::kLinkA).code(link));
    find(estate.column(column::kLinkB).code(link));
    for (const std::uint32_t below : items(estate.column(column::kLinkRidesOn), link)) find(below);
  }
  for (const std::uint32_t element : extra) find(element);
  while (!open.empty()) {
    const std::uint32_t element = open.back();
    open.pop_back();
    const auto first = std::ranges::lower_bound(hosts.sure, std::pair(element, 0U));
    for (auto row = first; row != hosts.sure.end() && row->first == element; ++row) {
      find(row->second);
    }
  }
  node_of_element.assign(found.size(), graph::kNoIndex);
  for (std::uint32_t element = 0; element < found.size(); ++element) {
    if (found[element] == 0) continue;
    node_of_element[element] = static_cast<graph::Node>(out.nodes.size());
    out.nodes.push_back({.element = element, .through = true, .external = false, .lan = false});
  }
}

void Reader::read_node(graph::Node node) {
  RoutedNode& of = out.nodes[node];
  const estate::Column& functions = estate.column(column::kElementFunction);
  const std::uint32_t function = functions.code(of.element);
  const std::string_view name =
      estate::is_value(function) ? functions.texts[function] : std::string_view();
  of.external = name == estate::kExternalFunction;
  of.lan = name == estate::kLanFunction;
  of.may_be_outside = !estate::is_value(function);
  const bool forwards = estate.column(column::kElementTransit).code(of.element) != 0;
  of.through = of.lan || (forwards && !of.external);
  of.site = estate.column(column::kElementSite).code(of.element);
  of.sure = service[of.element] == Truth::yes;
}

void Reader::read_hosting() {
  std::vector<std::vector<graph::Node>> direct(out.nodes.size());
  for (const auto& [element, host] : hosts.sure) {
    const graph::Node node = node_of_element[element];
    if (node != graph::kNoIndex) direct[node].push_back(node_of_element[host]);
  }
  Closure closure = close_hosts(direct);
  if (!closure.circle.empty()) {
    std::string chain;
    for (const graph::Node node : closure.circle) {
      chain += in_quotes(estate.id(TableId::elements, out.nodes[node].element)) + " on ";
    }
    chain += in_quotes(estate.id(TableId::elements, out.nodes[closure.circle.front()].element));
    diagnostics.error("dependencies.csv", {},
                      fmt::format("elements are hosted on one another in a circle: {}; end or "
                                  "remove one of these rows",
                                  chain));
    return;
  }
  const bool told = estate.table(TableId::dependencies).present();
  std::vector<std::uint8_t> open(out.nodes.size(), told ? 0 : 1);
  for (const OpenHost& row : hosts.open) {
    const graph::Node node = node_of_element[row.element];
    if (node != graph::kNoIndex) open[node] = 1;
  }
  for (graph::Node node = 0; node < out.nodes.size(); ++node) {
    out.nodes[node].hosts = std::move(closure.hosts[node]);
    const auto is_open = [&](graph::Node of) { return open[of] != 0; };
    out.nodes[node].may_have_other_hosts =
        is_open(node) || std::ranges::any_of(out.nodes[node].hosts, is_open);
  }
}

void Reader::read_areas() {
  out.areas = {""};
  const estate::Column& areas = estate.column(column::kLinkArea);
  for (std::uint32_t code = 0; code < areas.texts.size(); ++code) {
    out.areas.emplace_back(areas.texts[code]);
  }
}

void Reader::read_adjacency(std::uint32_t link) {
  const auto node_at = [&](ColumnRef end) {
    return node_of_element[estate.column(end).code(link)];
  };
  const auto weight = [&](ColumnRef metric) {
    const std::int64_t number = estate.column(metric).number(link);
    return estate::is_value(number) ? static_cast<graph::Weight>(number) : graph::Weight{1};
  };
  const std::int64_t delay = estate.column(column::kLinkDelay).number(link);
  const std::uint32_t area = estate.column(column::kLinkArea).code(link);
  Adjacency adjacency{.link = link,
                      .a = node_at(column::kLinkA),
                      .b = node_at(column::kLinkB),
                      .metric_ab = weight(column::kLinkMetricAb),
                      .metric_ba = weight(column::kLinkMetricBa),
                      .delay_us = estate::is_value(delay) ? static_cast<std::uint32_t>(delay) : 0,
                      .area = estate::is_value(area) ? area + 1 : 0};
  for (const ColumnRef metric : {column::kLinkMetricAb, column::kLinkMetricBa}) {
    if (!estate::is_value(estate.column(metric).number(link))) adjacency.sure = false;
  }
  for (const graph::Node end : {adjacency.a, adjacency.b}) {
    adjacency.sure = adjacency.sure && out.nodes[end].sure;
  }
  const estate::Column& rides_on = estate.column(column::kLinkRidesOn);
  adjacency.may_ride_on_others = rides_on.code(link) == estate::kUnknownCode;
  for (const std::uint32_t below : items(rides_on, link)) {
    if (may_serve(below)) {
      adjacency.rides_on.push_back(node_of_element[below]);
    } else {
      adjacency.may_ride_on_others = true;
    }
  }
  out.adjacencies.push_back(std::move(adjacency));
}

void Reader::read_srlgs() {
  const estate::Column& srlgs = estate.column(column::kLinkSrlgs);
  std::vector<std::vector<graph::Edge>> links(srlgs.texts.size());
  for (graph::Edge edge = 0; edge < out.adjacencies.size(); ++edge) {
    for (const std::uint32_t srlg : items(srlgs, out.adjacencies[edge].link)) {
      links[srlg].push_back(edge);
    }
  }
  for (std::uint32_t srlg = 0; srlg < links.size(); ++srlg) {
    if (links[srlg].empty()) continue;
    out.srlgs.push_back({std::string(srlgs.texts[srlg]), std::move(links[srlg]), {}});
  }
}

void Reader::read_sites() {
  const estate::Column& sites = estate.column(column::kElementSite);
  std::map<std::uint32_t, std::vector<graph::Node>> elements;
  for (std::uint32_t element = 0; element < service.size(); ++element) {
    if (!may_serve(element)) continue;
    ++out.elements_in_service;
    if (!estate::is_value(sites.code(element))) continue;
    std::vector<graph::Node>& at = elements[sites.code(element)];
    if (node_of_element[element] != graph::kNoIndex) at.push_back(node_of_element[element]);
  }
  for (auto& [site, nodes] : elements) {
    out.sites.push_back({std::string(estate.id(TableId::sites, site)), {}, std::move(nodes)});
  }
}

}  // namespace

graph::Node Topology::node_of(std::uint32_t element) const {
  const auto found = std::ranges::lower_bound(nodes, element, {}, &RoutedNode::element);
  if (found == nodes.end() || found->element != element) return graph::kNoIndex;
  return static_cast<graph::Node>(found - nodes.begin());
}

graph::Edge Topology::edge_of(std::uint32_t link) const {
  const auto found = std::ranges::lower_bound(adjacencies, link, {}, &Adjacency::link);
  if (found == adjacencies.end() || found->link != link) return graph::kNoIndex;
  return static_cast<graph::Edge>(found - adjacencies.begin());
}

std::vector<std::uint8_t> through_of(const Topology& topology) {
  std::vector<std::uint8_t> through;
  for (const RoutedNode& node : topology.nodes) through.push_back(node.through ? 1 : 0);
  return through;
}

graph::Digraph igp_graph(const Topology& topology) {
  std::vector<graph::EdgeEnds> edges;
  for (const Adjacency& of : topology.adjacencies) {
    const Truth there = of.sure ? Truth::yes : Truth::unknown;
    edges.push_back({of.a, of.b, cost(of.metric_ab, there), cost(of.metric_ba, there)});
  }
  return {through_of(topology), std::move(edges)};
}

Read<Topology> read_topology(const estate::Estate& estate, Date on,
                             std::span<const std::uint32_t> extra) {
  Reader reader{estate, on};
  std::vector<std::uint32_t> links;
  for (std::uint32_t link = 0; link < estate.rows(TableId::links); ++link) {
    if (reader.may_be_adjacency(link)) links.push_back(link);
  }
  reader.find_nodes(links, extra);
  for (graph::Node node = 0; node < reader.out.nodes.size(); ++node) reader.read_node(node);
  reader.read_hosting();
  reader.read_areas();
  for (const std::uint32_t link : links) reader.read_adjacency(link);
  reader.read_srlgs();
  reader.read_sites();
  const graph::Digraph graph = igp_graph(reader.out);
  reader.out.part = graph::connected_parts(graph);
  reader.out.several_areas = several_areas(estate, reader.out);
  AreaShape shape = ospf_shape(estate, reader.out);
  reader.out.area_trouble = std::move(shape.trouble);
  reader.out.home_area = std::move(shape.home);
  reader.out.gaps = find_gaps({estate, reader.out, graph, reader.service, reader.hosts.open});
  reader.diagnostics.append(no_zero_cycle(estate, reader.out, graph, "routing metrics"));
  reader.diagnostics.append(tunnels_that_must_not_be(estate));
  return {std::move(reader.out), std::move(reader.diagnostics)};
}

}  // namespace relook::routing
