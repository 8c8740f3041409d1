// SPDX-License-Identifier: Apache-2.0
// One scenario step by step: what carries a route before any failure and after each.

#pragma once

#include <optional>
#include <vector>

#include "base/truth.hpp"
#include "trust/avoid_proof.hpp"

namespace relook::trust {

/// One path: its nodes from start to end, and the edge between each two.
struct Path {
  std::vector<graph::Node> nodes;
  std::vector<graph::Edge> edges;

  friend bool operator==(const Path&, const Path&) = default;
};

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
  std::uint32_t way;     ///< number in Route::ways
  graph::Distance cost;  ///< over all its segments
  Path path;             ///< the first by ids that shows what is asked, or the first
  std::optional<Crossed> crossed;
  std::uint64_t share_part;   ///< of the traffic that crosses `crossed->element`, exact where
  std::uint64_t share_whole;  ///< share_whole is not 0; else it could not be held in 64 bits
};

/// The way that carries the route after these failures and its first path by id bytes which crosses
/// what matches at least `least`; where there is none, the first path. Nothing where it is
/// unserved.
[[nodiscard]] std::optional<Carried> carried_after(const AvoidQuestion& question,
                                                   const routing::Route& route,
                                                   std::span<const Failure> failed, Truth least);

/// The cheapest paths that compete, best first, at most `most`: each is the best that avoids the
/// one before at its first difference; for showing costs beside one another.
[[nodiscard]] std::vector<Carried> competing(const AvoidQuestion& question,
                                             const routing::Route& route,
                                             std::span<const Failure> failed, unsigned most);

}  // namespace relook::trust
