// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "estate/estate.hpp"

namespace relook::estate {

/// The estate as if there were only these elements, their supplies and their planned changes; each
/// row once, ascending. Every other table that names elements is empty, the rest is shared. What an
/// element and its supplies say by themselves they say here too. O(rows of those three tables).
[[nodiscard]] Estate only_elements(const Estate& estate, std::span<const std::uint32_t> elements);

}  // namespace relook::estate
