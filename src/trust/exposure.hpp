// SPDX-License-Identifier: Apache-2.0
// What somebody's elements could do to a demand's traffic: the share that crosses them, and what
// of it is in the clear there (SEMANTICS 7.6, 9.3).
//
// A span protects what lies strictly between its two ends on a path: what comes after the first of
// them and before the second that follows it. A path that misses one of them is in the clear. So
// the share is found path by path, but paths that have the same behind them are one: a state is a
// place and what is still open there, and each state is looked at once. The traffic splits equally
// over next hops, so a state's share is the mean of those that follow it, an exact fraction.

#pragma once

#include <span>
#include <vector>

#include "routing/portion.hpp"
#include "routing/route.hpp"
#include "trust/carrier.hpp"
#include "trust/crossing.hpp"

namespace relook::trust {

/// Ends of an encrypted span; kNoIndex where an end is no node, which no path passes.
struct ProtectedSpan {
  graph::Node from;
  graph::Node to;

  friend bool operator==(const ProtectedSpan&, const ProtectedSpan&) = default;
};

/// Whose elements: all of them, and those that see metadata of what is encrypted around them.
struct Watchers {
  const Crossing& all;
  const Crossing& around;
};

/// Shares of the traffic, each from what surely is crossed to what possibly is.
struct Exposed {
  routing::Portion content;   ///< read or alter: crossed in the clear
  routing::Portion metadata;  ///< crossed in the clear, or by what sees around a tunnel
  routing::Portion drop;      ///< crossed at all

  friend bool operator==(const Exposed&, const Exposed&) = default;
};

/// Of what a carrier carries. More than 32 spans, or more than a million states: content and
/// metadata are then bounded by what crosses at all.
[[nodiscard]] Exposed exposed(const routing::Network& network, const graph::Removed& removed,
                              const Carrier& carrier, std::span<const ProtectedSpan> spans,
                              const Watchers& watchers);

/// Of a route whose paths are not known: what its ends alone give, and otherwise anything. `any`
/// is whether anything that is crossed could be theirs.
[[nodiscard]] Exposed exposed_at_ends(const routing::Route& route, const Crossing& crossing,
                                      Truth any);

/// The strongest match that anything of the crossing has.
[[nodiscard]] Truth strongest(const Crossing& crossing);

}  // namespace relook::trust
