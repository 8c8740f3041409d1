// SPDX-License-Identifier: Apache-2.0
// Paths that go round at no cost have no end: such weights are a fault.

#pragma once

#include <string_view>

#include "base/diagnostic.hpp"
#include "estate/estate.hpp"
#include "graph/digraph.hpp"
#include "routing/topology.hpp"

namespace relook::routing {

/// A fault that names the links of a cycle of zero cost, if the graph, whose edges are the
/// topology's adjacencies, has one. `of` says whose weights these are: "routing metrics".
[[nodiscard]] Diagnostics no_zero_cycle(const estate::Estate& estate, const Topology& topology,
                                        const graph::Digraph& graph, std::string_view of);

}  // namespace relook::routing
