// SPDX-License-Identifier: Apache-2.0
// Whether a part of the network has more than one routing area, and whether what its routers do
// with them is known.

#pragma once

#include <cstdint>
#include <vector>

#include "estate/estate.hpp"
#include "routing/area_shape.hpp"
#include "routing/topology.hpp"

namespace relook::routing {

/// By connected part of the topology: 1 where it has several areas, 0 where it surely has one.
///
/// Areas are written on links, as OSPF has them, or on elements, as IS-IS has them. A part has
/// several where two of its adjacencies differ, or two of its elements, or where its elements all
/// say one area and its links all say another. Where only one of the two columns speaks, the other
/// one's default area says nothing. The cells of LANs and externals do not count: a pseudonode is
/// in the area of its links, and what is outside in none of ours.
[[nodiscard]] std::vector<std::uint8_t> several_areas(const estate::Estate& estate,
                                                      const Topology& topology);

/// The shape of the areas where OSPF runs. It runs in a part where every row of routing.csv that
/// speaks of an operator with an element there says so (`protocol` is ospf), externals and LANs
/// apart, and each such operator has a row. A row that names no operator may speak of any.
[[nodiscard]] AreaShape ospf_shape(const estate::Estate& estate, const Topology& topology);

}  // namespace relook::routing
