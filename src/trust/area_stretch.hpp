// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "trust/carrier.hpp"

namespace relook::trust {

/// From one node to another through several areas, where `routing::takes_areas` says so: as each
/// router on the way decides. Distances are what each reckons itself. Nothing where not all of the
/// traffic arrives, or where that is not known.
[[nodiscard]] std::optional<Stretch> area_stretch(const routing::Network& network,
                                                  const graph::Removed& removed, graph::Node from,
                                                  graph::Node to);

}  // namespace relook::trust
