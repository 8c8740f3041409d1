// SPDX-License-Identifier: Apache-2.0
// Each operator's network between exchanges: two core routers and a ROADM in every core town,
// trunks between the towns, and the edge routers at the handovers in rings that begin at one core
// router of a town and end at the other. No single link and no single core router cuts it in two.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "britain/sites.hpp"
#include "britain/tables.hpp"

namespace relook::britain {

/// The edge router of an operator at a handover.
[[nodiscard]] std::string edge_router_id(std::size_t which_operator, const Handover& handover);

/// One of the two core routers of an operator in a core town.
[[nodiscard]] std::string core_router_id(std::size_t which_operator, std::string_view core,
                                         int one);

/// The switch of an operator's data centre in a core town, which stands at both core routers.
[[nodiscard]] std::string data_centre_switch_id(std::size_t which_operator, std::string_view core);

/// Writes it, with a data centre site and its switch in every core town.
void write_transport(Tables& tables, const Ground& ground, std::size_t which_operator);

}  // namespace relook::britain
