// SPDX-License-Identifier: Apache-2.0
// The demands of a day with the routes that carry them, and why a route's paths are not known.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "decision/facts.hpp"
#include "engine/proof_network.hpp"
#include "engine/prove_answer.hpp"
#include "trust/doubts.hpp"
#include "trust/exposure.hpp"

namespace relook::engine {

/// One demand, as the questions of exposure and blackout need it.
struct DemandPaths {
  std::uint32_t demand;               ///< its row
  Truth in_service;                   ///< never `no`
  std::optional<std::uint64_t> rate;  ///< kbit/s, where it is known
  std::vector<std::uint32_t> routes;  ///< numbers in ProofNetwork::routes
  std::vector<trust::ProtectedSpan> spans;
};

struct DayNetwork {
  ProofNetwork proof;
  std::vector<DemandPaths> demands;    ///< by row, those that may be in service
  std::vector<std::string> why_open;   ///< by route; empty where its paths are known
  std::vector<std::string> span_ends;  ///< ends of spans that no element has the name of
};

/// The network with all demands on it. `placed`, by element, gives each that is not `no` a place
/// although no link or demand may speak of it; empty: none.
[[nodiscard]] Read<DayNetwork> day_network(const decision::Facts& facts,
                                           const std::vector<Truth>& placed, const Run& run);

}  // namespace relook::engine
