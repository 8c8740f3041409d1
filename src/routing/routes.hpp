// SPDX-License-Identifier: Apache-2.0
// From demands to the ways that their traffic takes (SEMANTICS 9.2, 9.5).
//
// The order of preference is fixed: the tunnel that carries a demand before its plane, the plane
// before what it falls back on. Where the estate does not say which ways there are, the route says
// what it does not say, and keeps the ways that would be without it.

#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/truth.hpp"
#include "estate/estate.hpp"
#include "routing/route.hpp"
#include "routing/tunnel.hpp"

namespace relook::routing {

/// Whether the tunnel's selector `carries` matches the demand, both by row.
using Carries = std::function<Truth(std::uint32_t tunnel, std::uint32_t demand)>;

/// The routes of a demand (row in demands): one for each of its ends, or one for the nearest of
/// all of them. `tunnels` are those of read_tunnels(), without faults.
///
/// A tunnel that surely carries it, alone, from its own start, of which everything is known, is its
/// first way. One that only may carry it, one that starts elsewhere, or two at once leave the route
/// unknown.
[[nodiscard]] std::vector<Route> demand_routes(const estate::Estate& estate, const Network& network,
                                               const std::vector<Tunnel>& tunnels,
                                               const Carries& carries, std::uint32_t demand);

/// The route from one node to another over one of the network's graphs and what its plane falls
/// back on. It is no demand, so no tunnel can be asked whether it carries it: where tunnels start
/// in the same part the route is unknown.
[[nodiscard]] Route pair_route(const Network& network, graph::Node from, graph::Node to,
                               std::uint32_t graph);

}  // namespace relook::routing
