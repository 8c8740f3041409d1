// SPDX-License-Identifier: Apache-2.0
// Masts and what stands on them.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "britain/sites.hpp"
#include "britain/tables.hpp"

namespace relook::britain {

/// Writes an operator's masts with their radios, their routers and links, what is planned for them,
/// and the demands of the emergency services there. Memory does not grow with their number.
void write_radio(Tables& tables, const Ground& ground, std::size_t which_operator);

/// The number of radio sites of an operator.
[[nodiscard]] std::int64_t radio_sites(const Options& options, std::size_t which_operator);

/// The id of a radio site, from 0 on.
[[nodiscard]] std::string radio_site_id(std::size_t which_operator, std::int64_t number);

/// The makers of an operator's radio, each of which has an element manager.
[[nodiscard]] std::vector<std::string_view> radio_vendors(std::size_t which_operator);

/// The element manager of a maker's radio.
[[nodiscard]] std::string radio_manager_id(std::size_t which_operator, std::string_view vendor);

}  // namespace relook::britain
