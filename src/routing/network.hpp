// SPDX-License-Identifier: Apache-2.0
// From an estate to everything that the proof works on: the topology of a day and a graph for each
// routing plane.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "estate/estate.hpp"
#include "routing/route.hpp"

namespace relook::routing {

/// The elements that demands and tunnels name: nodes although no link may speak of them. Ascending.
[[nodiscard]] std::vector<std::uint32_t> named_ends(const estate::Estate& estate);

/// The network on a day, of the estate of that day (planned changes applied). `extra` are elements
/// besides named_ends() that shall be nodes, such as those of a pair that is asked for. Faults are
/// those of the topology, of the planes and of the tunnels.
[[nodiscard]] Read<Network> read_network(const estate::Estate& estate, Date on,
                                         std::span<const std::uint32_t> extra);

}  // namespace relook::routing
