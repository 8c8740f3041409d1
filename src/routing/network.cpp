// SPDX-License-Identifier: Apache-2.0
#include "routing/network.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "routing/plane.hpp"
#include "routing/tunnel.hpp"

namespace relook::routing {
namespace {

namespace column = estate::column;
using estate::TableId;

// By part, the first tunnel that starts there or of which it is not known where.
std::vector<std::uint32_t> tunnel_in_part(const Topology& topology,
                                          std::span<const Tunnel> tunnels) {
  std::vector<std::uint32_t> out(topology.several_areas.size(), graph::kNoIndex);
  for (std::uint32_t tunnel = 0; tunnel < tunnels.size(); ++tunnel) {
    const std::uint32_t from = tunnels[tunnel].from;
    if (from == estate::kUnknownCode) {
      std::ranges::replace(out, graph::kNoIndex, tunnel);
      continue;
    }
    const graph::Node node = topology.node_of(from);
    if (node == graph::kNoIndex) continue;
    std::uint32_t& first = out[topology.part[node]];
    first = std::min(first, tunnel);
  }
  return out;
}

}  // namespace

std::vector<std::uint32_t> named_ends(const estate::Estate& estate) {
  std::vector<std::uint32_t> out;
  const auto name = [&](std::uint32_t element) {
    if (estate::is_value(element)) out.push_back(element);
  };
  const estate::Column& to = estate.column(column::kDemandTo);
  for (std::uint32_t demand = 0; demand < estate.rows(TableId::demands); ++demand) {
    name(estate.column(column::kDemandFrom).code(demand));
    if (!estate::is_value(to.code(demand))) continue;
    for (const std::uint32_t end : to.lists[to.code(demand)]) name(end);
  }
  for (const Tunnel& tunnel : read_tunnels(estate).value) {
    name(tunnel.from);
    name(tunnel.to);
    for (const Hop& hop : tunnel.hops) name(hop.element);
  }
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

Read<Network> read_network(const estate::Estate& estate, Date on,
                           std::span<const std::uint32_t> extra) {
  Read<Network> out;
  std::vector<std::uint32_t> ends = named_ends(estate);
  ends.insert(ends.end(), extra.begin(), extra.end());
  Read<Topology> topology = read_topology(estate, on, ends);
  out.diagnostics = std::move(topology.diagnostics);
  Network& network = out.value;
  network.topology = std::move(topology.value);
  network.graphs.push_back(igp_graph(network.topology));
  network.plane_gaps.emplace_back();
  for (std::uint32_t row = 0; row < estate.rows(TableId::planes); ++row) {
    Read<PlaneGraph> plane = plane_graph(estate, network.topology, row);
    out.diagnostics.append(std::move(plane.diagnostics));
    network.graphs.push_back(std::move(plane.value.graph));
    network.plane_gaps.push_back(std::move(plane.value.gaps));
    network.planes.push_back({std::string(estate.id(TableId::planes, row)),
                              estate.column(column::kPlaneFallback).code(row)});
  }
  Read<std::vector<Tunnel>> tunnels = read_tunnels(estate);
  out.diagnostics.append(std::move(tunnels.diagnostics));
  network.tunnel_in_part = tunnel_in_part(network.topology, tunnels.value);
  return out;
}

}  // namespace relook::routing
