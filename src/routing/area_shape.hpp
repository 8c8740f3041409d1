// SPDX-License-Identifier: Apache-2.0
// Whether the areas of a part lie as OSPF's model takes them (RFC 2328, section 3.1), and in which
// of them each router's own address is.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "routing/topology.hpp"

namespace relook::routing {

/// Whether the name is that of OSPF's backbone: 0 as a number or as four.
[[nodiscard]] bool is_backbone(std::string_view area);

struct AreaShape {
  std::vector<AreaTrouble> trouble;  ///< by part
  std::vector<std::uint32_t> home;   ///< by node; Topology::home_area says what
};

/// `said` has for each node what its element's own cell says: a number in Topology::areas, where 0
/// is nothing, or kNoIndex for an area that no link is in. What LANs and externals say does not
/// count.
[[nodiscard]] AreaShape area_shape(const Topology& topology, std::span<const std::uint32_t> said);

}  // namespace relook::routing
