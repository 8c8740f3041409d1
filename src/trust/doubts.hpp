// SPDX-License-Identifier: Apache-2.0
// What the estate does not say, and which answers it leaves open (SEMANTICS 9.1, 9.2).
//
// Cells that could change a path leave open every route of their connected part, but for ends that
// match: those are crossed whatever the path. Cells that could change only what fails together
// leave open what needs a failure: a breach without any stands.

#pragma once

#include <vector>

#include "routing/route.hpp"
#include "trust/area_proof.hpp"
#include "trust/avoid_proof.hpp"

namespace relook::trust {

/// Whether ways through several areas are known where they are modelled, or not at all.
enum class AreaWays : std::uint8_t { modelled, open };

class Doubts {
 public:
  Doubts(const routing::Network& network, FailureKinds kinds, AreaWays areas = AreaWays::modelled);

  /// Doubt::none, or paths, together, areas or ways.
  [[nodiscard]] Doubt of(const routing::Route& route) const;
  /// The same for a pair over one graph, which has no other ways.
  [[nodiscard]] Doubt of_pair(graph::Node from, graph::Node to, std::uint32_t graph) const;

 private:
  [[nodiscard]] Doubt of_parts(graph::Node from, graph::Node to) const;

  const routing::Network* network_;
  AreaWays areas_;
  std::vector<Doubt> of_part_;
  /// By graph and part: whether a plane's own gap concerns the part.
  std::vector<std::vector<std::uint8_t>> plane_;
};

/// Doubt::areas where a route takes several areas and its ways there are not known;
/// else none.
[[nodiscard]] Doubt doubt_of_areas(const routing::Network& network, const routing::Route& route,
                                   AreaWays areas);

/// Whether the gap matters where these kinds fail, and to what.
[[nodiscard]] Doubt doubt_of(routing::Bearing bearing, FailureKinds kinds);

/// Whether nothing is known of a route's paths with this doubt.
[[nodiscard]] bool hides_paths(Doubt doubt);

/// The answer that the numbers give in face of the doubt. `complete` says whether a number that is
/// kNever means that no scenario does it.
[[nodiscard]] RouteAnswer answer_of(const Fewest& fewest, const SmallestSets& sets, Doubt doubt,
                                    bool complete);
/// The same through several areas: what is open after some failures leaves the answer open, unless
/// a breach stands, and may leave the route unserved.
[[nodiscard]] RouteAnswer answer_of(const AreaAnswer& areas, Doubt doubt, bool complete);

}  // namespace relook::trust
