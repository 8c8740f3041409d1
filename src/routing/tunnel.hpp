// SPDX-License-Identifier: Apache-2.0
// The rows of `tunnels`: where each starts and ends, and over what it is led.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "estate/estate.hpp"
#include "routing/route.hpp"
#include "routing/topology.hpp"

namespace relook::routing {

/// A link, which is crossed as such (strict), or an element, which is reached over the plain IGP
/// (loose). One of the two is estate::kUnknownCode.
struct Hop {
  std::uint32_t link = estate::kUnknownCode;
  std::uint32_t element = estate::kUnknownCode;
};

struct Tunnel {
  std::uint32_t from;  ///< row in elements, or estate::kUnknownCode
  std::uint32_t to;    ///< the same
  std::vector<Hop> hops;
  std::uint32_t fallback;  ///< estate::kTunnelToIgp, kTunnelDrops or kUnknownCode
  /// What is not known of it, as "tunnels.hops of 't' is not known"; then it has no way.
  std::vector<std::string> unknown;
};

/// By row. Faults: a hop that is neither a link nor an element, or both; a link that does not begin
/// where the hop before it ends. A hop that names nothing is only not known where one of the two
/// tables is missing.
[[nodiscard]] Read<std::vector<Tunnel>> read_tunnels(const estate::Estate& estate);

/// The tunnel's stretches from its head to its tail, for one of which everything is known; nothing
/// where it cannot be up on the day, because an element or link on it is none in the topology.
[[nodiscard]] std::optional<std::vector<Segment>> segments_of(const estate::Estate& estate,
                                                              const Topology& topology,
                                                              const Tunnel& tunnel);

}  // namespace relook::routing
