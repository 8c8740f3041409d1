// SPDX-License-Identifier: Apache-2.0
// What encrypted spans hide from what is to be avoided: for rules that only ask what can be seen
// (SEMANTICS 7.6).
//
// The lemma of the proof holds here, too: whether a path shows its traffic to something hangs on
// that path alone, and a failure only takes paths away.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/truth.hpp"
#include "trust/carrier.hpp"
#include "trust/crossing.hpp"
#include "trust/exposure.hpp"

namespace relook::trust {

struct Hiding {
  /// By row of the demand: its spans.
  std::vector<std::vector<ProtectedSpan>> spans = {};
  /// Who sees metadata of what is encrypted around them; nothing where only content is asked about.
  std::optional<Crossing> around = {};

  /// Of a route; none for one that is no demand's.
  [[nodiscard]] std::span<const ProtectedSpan> of(const routing::Route& route) const;
};

/// What a route's traffic is judged by: all that it crosses, or what of that sees it.
struct Sight {
  const Crossing& crossing;
  const Hiding* hiding = nullptr;  ///< nothing: all that it crosses
};

/// Whether traffic of the route is seen: the strongest match on any least-cost path.
[[nodiscard]] Truth seen_by(const routing::Network& network, const Sight& sight,
                            const routing::Route& route, const graph::Removed& removed,
                            const Carrier& carrier);

/// To whom the traffic is shown at a place: to nobody, to what sees around it, to all.
enum class Shown : std::uint8_t { nobody, around, all };
/// By place of a path, node and edge in turn: to all where it is not inside a span; inside one, to
/// those that see around it where `around` matches at least so.
[[nodiscard]] std::vector<Shown> shown_places(const Hiding& hiding, const routing::Route& route,
                                              const Path& path, Truth least);

/// The first path by ids on which something that matches at least `least` sees the traffic.
/// Nothing where there is none among the first `paths_max`.
[[nodiscard]] std::optional<Path> first_path_seen(const routing::Network& network,
                                                  const Sight& sight, const routing::Route& route,
                                                  const graph::Removed& removed,
                                                  const Carrier& carrier, Truth least,
                                                  std::size_t paths_max);

}  // namespace relook::trust
