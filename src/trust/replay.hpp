// SPDX-License-Identifier: Apache-2.0
// One scenario step by step: what carries a route before any failure and after each.

#pragma once

#include <optional>
#include <vector>

#include "base/truth.hpp"
#include "routing/portion.hpp"
#include "trust/avoid_proof.hpp"
#include "trust/carrier.hpp"

namespace relook::trust {

/// What a path crosses that matches, and where: the node or edge on the path, and the element that
/// matches itself (the node, a host, or an underlay of the edge).
struct Crossed {
  graph::Node element;
  Truth matches;
  /// The place on the path: its node, or the edge that rides on it.
  graph::Node node = graph::kNoIndex;
  graph::Edge edge = graph::kNoIndex;
};

/// What carries the route after some failures.
struct Carried {
  std::uint32_t way = 0;     ///< number in Route::ways
  graph::Distance cost = 0;  ///< over all its segments
  Path path = {};
  /// The first on the path that matches at least what was asked for.
  std::optional<Crossed> crossed = {};
  /// Of the traffic, how much crosses that element: split equally over next hops at each node.
  /// Bounds where an exact fraction is too long.
  routing::Portion share = {};
};

/// The way that carries the route after these failures and its first path by id bytes which crosses
/// what matches at least `least`; where there is none, the first path. Nothing where it is
/// unserved, or where it is open through several areas whether all of it arrives.
[[nodiscard]] std::optional<Carried> carried_after(const AvoidQuestion& question,
                                                   const routing::Route& route,
                                                   std::span<const Failure> failed, Truth least);

/// The best path by each next hop of the route's start that has one not leading back, best first,
/// then by ids, at most `most`: what competes after these failures, with its cost. Only of the way
/// that carries the route, in its first segment. None where the route takes several areas.
[[nodiscard]] std::vector<Carried> competing(const AvoidQuestion& question,
                                             const routing::Route& route,
                                             std::span<const Failure> failed, std::size_t most);

}  // namespace relook::trust
