// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/run.hpp"
#include "base/truth.hpp"
#include "decision/facts.hpp"
#include "decision/inspect.hpp"
#include "decision/selector.hpp"
#include "routing/topology.hpp"

namespace relook::engine {

/// Whether each element matches; what is outside the estate never does, as in a proof.
[[nodiscard]] std::vector<Truth> matching_inside(const decision::Selector& what,
                                                 const decision::Facts& facts,
                                                 const routing::Topology& topology, const Run& run);

/// What leaves open whether elements that may be in service match, of so many of them at most.
inline constexpr std::size_t kUnknownElementsMax = 200'000;
[[nodiscard]] std::vector<decision::CellUse> unknown_elements(const decision::Selector& what,
                                                              const decision::Facts& facts,
                                                              const std::vector<Truth>& matches);

/// The message of the first error, in the order in which they are shown.
[[nodiscard]] std::string first_error(const Diagnostics& diagnostics);

}  // namespace relook::engine
