// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "estate/draft.hpp"
#include "estate/registry.hpp"

namespace relook::estate {

/// Adds the registry's vendors and ownership as rows and resolves what stands in vendor cells
/// (SEMANTICS 4.1, 4.2). Returns, for each cell text of `vendor_cells`, its vendor as a name of the
/// vendors' ids.
[[nodiscard]] std::vector<std::uint32_t> resolve_vendors(EstateDraft& draft,
                                                         const Registry& registry);

}  // namespace relook::estate
