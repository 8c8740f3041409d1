// SPDX-License-Identifier: Apache-2.0
// What encrypted spans hide from whom, as the estate says it (SEMANTICS 7.6).

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/truth.hpp"
#include "decision/facts.hpp"
#include "routing/topology.hpp"
#include "trust/exposure.hpp"

namespace relook::engine {

/// The encrypted spans of a demand, as nodes; ends that no element has the name of are added to
/// `unnamed`, where it is given.
[[nodiscard]] std::vector<trust::ProtectedSpan> spans_of(const decision::Facts& facts,
                                                         const routing::Topology& topology,
                                                         std::uint32_t demand,
                                                         std::vector<std::string>* unnamed);

/// By element: whether its function sees who talks to whom around what is encrypted.
[[nodiscard]] std::vector<Truth> see_metadata(const decision::Facts& facts);

}  // namespace relook::engine
