// SPDX-License-Identifier: Apache-2.0
#include "routing/routes.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "base/spelling.hpp"

namespace relook::routing {
namespace {

namespace column = estate::column;
using estate::TableId;

constexpr std::uint32_t kPlainIgp = 0;

Truth service_of(const Topology& topology, graph::Node node) {
  if (node == graph::kNoIndex) return Truth::no;
  return topology.nodes[node].sure ? Truth::yes : Truth::unknown;
}

// Puts the ways over a graph, and what its plane falls back on, behind those that the route has.
void append_ways(const Network& network, std::uint32_t graph, Route& route) {
  const auto over = [&](std::uint32_t of) {
    const std::uint32_t plane = of == kPlainIgp ? graph::kNoIndex : of - 1;
    return Way{.segments = {{.graph = of, .to = route.to}}, .plane = plane};
  };
  route.ways.push_back(over(graph));
  if (graph == kPlainIgp) return;
  const Plane& plane = network.planes[graph - 1];
  if (plane.fallback == estate::kPlaneToDefault) route.ways.push_back(over(kPlainIgp));
  if (plane.fallback == estate::kUnknownCode) {
    route.unknown.push_back(fmt::format("planes.fallback of {} is not known", in_quotes(plane.id)));
  }
}

struct DemandReader {
  const estate::Estate& estate;
  const Network& network;
  const std::vector<Tunnel>& tunnels;
  std::uint32_t demand;
  std::vector<std::string> unknown = {};  // whatever end it is for
  /// The only one that carries the demand, if it is known how.
  std::optional<std::uint32_t> tunnel = std::nullopt;

  [[nodiscard]] std::uint32_t cell(estate::ColumnRef ref) const {
    return estate.column(ref).code(demand);
  }
  void not_known(estate::ColumnRef ref) {
    unknown.push_back(fmt::format("demands.{} of {} is not known", schema(ref).name,
                                  in_quotes(estate.id(TableId::demands, demand))));
  }
  [[nodiscard]] std::string tunnel_name(std::uint32_t row) const {
    return in_quotes(estate.id(TableId::tunnels, row));
  }
  void find_tunnel(const Carries& carries);
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> ends();
  [[nodiscard]] Route route(const std::vector<std::uint32_t>& ends) const;
  void lead(Route& route) const;
  [[nodiscard]] std::optional<Way> tunnel_way(const Route& route) const;
};

void DemandReader::find_tunnel(const Carries& carries) {
  std::optional<std::uint32_t> maybe;
  std::vector<std::uint32_t> sure;
  for (std::uint32_t row = 0; row < tunnels.size(); ++row) {
    const Truth carried = carries(row, demand);
    if (carried == Truth::yes) sure.push_back(row);
    if (carried == Truth::unknown && !maybe) maybe = row;
  }
  if (maybe) {
    unknown.push_back(
        fmt::format("whether tunnel {} carries it is not known", tunnel_name(*maybe)));
  }
  if (sure.size() > 1) {
    unknown.push_back(
        fmt::format("tunnels {} and {} both carry it", tunnel_name(sure[0]), tunnel_name(sure[1])));
  }
  if (maybe || sure.size() != 1) return;
  const Tunnel& only = tunnels[sure.front()];
  unknown.insert(unknown.end(), only.unknown.begin(), only.unknown.end());
  if (only.from != estate::kUnknownCode && only.from != cell(column::kDemandFrom)) {
    unknown.push_back(fmt::format("tunnel {}, which carries it, starts elsewhere, at {}",
                                  tunnel_name(sure.front()),
                                  in_quotes(estate.id(TableId::elements, only.from))));
  } else if (only.unknown.empty()) {
    tunnel = sure.front();
  }
}

// The ends of each route.
std::vector<std::vector<std::uint32_t>> DemandReader::ends() {
  const estate::Column& to = estate.column(column::kDemandTo);
  const std::uint32_t list = to.code(demand);
  if (!estate::is_value(list)) {
    not_known(column::kDemandTo);
    return {{}};
  }
  const std::vector<std::uint32_t> all(to.lists[list].begin(), to.lists[list].end());
  const std::uint32_t mode = cell(column::kDemandToMode);
  if (mode == estate::kUnknownCode && all.size() > 1) not_known(column::kDemandToMode);
  if (mode != estate::kToAll) return {all};
  std::vector<std::vector<std::uint32_t>> each;
  for (const std::uint32_t end : all) each.push_back({end});
  return each;
}

std::optional<Way> DemandReader::tunnel_way(const Route& route) const {
  const Tunnel& of = tunnels[*tunnel];
  std::optional<std::vector<Segment>> segments = segments_of(estate, network.topology, of);
  if (!segments) return std::nullopt;
  const std::vector<graph::Node> tail = {network.topology.node_of(of.to)};
  if (segments->empty() || route.to != tail) {
    segments->push_back({.graph = kPlainIgp, .to = route.to});
  }
  return Way{.segments = std::move(*segments), .tunnel = *tunnel};
}

void DemandReader::lead(Route& route) const {
  if (tunnel) {
    if (std::optional<Way> way = tunnel_way(route)) route.ways.push_back(std::move(*way));
    if (tunnels[*tunnel].fallback == estate::kTunnelDrops) return;
  }
  const std::uint32_t plane = cell(column::kDemandPlane);
  append_ways(network, estate::is_value(plane) ? plane + 1 : kPlainIgp, route);
}

Route DemandReader::route(const std::vector<std::uint32_t>& ends) const {
  const Topology& topology = network.topology;
  Route out{.demand = demand,
            .from = topology.node_of(cell(column::kDemandFrom)),
            .to = {},
            .ways = {},
            .unknown = unknown};
  Truth reached = ends.empty() ? Truth::unknown : Truth::no;
  for (const std::uint32_t end : ends) {
    const graph::Node node = topology.node_of(end);
    reached = either(reached, service_of(topology, node));
    if (node != graph::kNoIndex) out.to.push_back(node);
  }
  out.in_service = both(service_of(topology, out.from), reached);
  if (out.in_service != Truth::no && !out.to.empty()) lead(out);
  return out;
}

}  // namespace

std::vector<Route> demand_routes(const estate::Estate& estate, const Network& network,
                                 const std::vector<Tunnel>& tunnels, const Carries& carries,
                                 std::uint32_t demand) {
  DemandReader reader{estate, network, tunnels, demand};
  if (reader.cell(column::kDemandPlane) == estate::kUnknownCode) {
    reader.not_known(column::kDemandPlane);
  }
  reader.find_tunnel(carries);
  std::vector<Route> out;
  for (const std::vector<std::uint32_t>& ends : reader.ends()) out.push_back(reader.route(ends));
  return out;
}

Route pair_route(const Network& network, graph::Node from, graph::Node to, std::uint32_t graph) {
  const Topology& topology = network.topology;
  Route out{.demand = graph::kNoIndex, .from = from, .to = {to}, .ways = {}};
  out.in_service = both(service_of(topology, from), service_of(topology, to));
  append_ways(network, graph, out);
  const std::uint32_t tunnel = network.tunnel_in_part[topology.part[from]];
  if (tunnel != graph::kNoIndex) {
    out.unknown.emplace_back(
        "tunnels start in its network, and whether one carries it can be asked of a demand only");
  }
  return out;
}

}  // namespace relook::routing
