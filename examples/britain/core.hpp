// SPDX-License-Identifier: Apache-2.0
// What serves subscribers in the data centres, on which servers, and who manages it.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "britain/tables.hpp"

namespace relook::britain {

/// Writes an operator's core functions, servers and managers; of the fixed operator its gateways.
void write_core(Tables& tables, std::size_t which_operator);

/// An element of an operator's data centre in a core town.
[[nodiscard]] std::string core_element_id(std::size_t which_operator, std::string_view core,
                                          std::string_view function);

/// The internet gateways of an operator.
[[nodiscard]] std::vector<std::string> internet_gateways(std::size_t which_operator);

}  // namespace relook::britain
