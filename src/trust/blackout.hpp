// SPDX-License-Identifier: Apache-2.0
// What is left when elements stop: what stops with them, which traffic is not served any more, what
// is cut from the core, and which of them to replace first.
//
// Everything is asked twice. What surely stops leaves the most that can be left: what is dark then
// surely is. What possibly stops leaves the least: what is lit then surely is.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/run.hpp"
#include "base/truth.hpp"
#include "graph/digraph.hpp"
#include "routing/route.hpp"

namespace relook::trust {

/// `element` stops where `on` stops, as surely as `holds`; elements by row. kNoIndex in place of
/// `on` is anything.
struct StopsWith {
  std::uint32_t element;
  std::uint32_t on;
  Truth holds;

  friend bool operator==(const StopsWith&, const StopsWith&) = default;
};

/// What stops in the end, by row: the weakest link of the strongest chain. `stopped` holds what
/// stops of itself. O(n + m).
[[nodiscard]] std::vector<Truth> all_stopped(std::vector<Truth> stopped,
                                             std::span<const StopsWith> dependencies);

/// Who is served through a node.
struct People {
  graph::Node node;
  std::uint64_t subscribers;  ///< 0 where it is not known
  std::uint64_t premises;
};

/// What is asked of a blackout. All that is referred to must outlive it.
struct BlackoutQuestion {
  const routing::Network& network;
  std::span<const routing::Route> routes;
  /// By route: its amount, 0 where it is not known.
  std::span<const std::uint64_t> amounts;
  /// By node: whether it is one of the core, to which all that is lit has a path.
  std::span<const Truth> core;
};

/// What is left in one state of the network. Unknown only through several OSPF areas: where not all
/// of what is sent arrives, or that is not known.
struct Left {
  std::vector<Truth> served;   ///< by route
  std::vector<Truth> reaches;  ///< by node: it runs and its traffic comes to some of the core
};

/// A state of the network.
struct Off {
  std::span<const std::uint8_t> nodes;  ///< by node; links that ride on one that is off are, too
  bool unnamed = false;  ///< links that may ride on something unnamed are off where any node is
  /// By part: this is but one of its states, as `varying_parts` says; empty: no part's. Through
  /// several areas a network of which more runs may serve less, so that there nothing is told of
  /// what the network still joins.
  std::span<const std::uint8_t> varying = {};
};

/// What only possibly belongs to the core counts where its match is at least `core`.
[[nodiscard]] Left left_without(const BlackoutQuestion& question, const Off& off, Truth core);

/// By part: whether anything of it is off in one of the two states alone that others' traffic could
/// take. What carries no transit takes only its own along.
[[nodiscard]] std::vector<std::uint8_t> varying_parts(const BlackoutQuestion& question,
                                                      const Off& a, const Off& b);

/// One step of the way back.
struct Restored {
  std::vector<std::uint32_t> replaced;  ///< rows of elements, ascending
  std::uint64_t amount = 0;             ///< of traffic served again
  std::uint64_t subscribers = 0;
  std::uint64_t premises = 0;

  friend bool operator==(const Restored&, const Restored&) = default;
};

/// What must be replaced: those that stop of themselves, and what stops with them.
struct RestoreQuestion {
  const BlackoutQuestion& blackout;
  const std::vector<Truth>& stopped;  ///< of themselves, by row; surely counts
  std::span<const StopsWith> dependencies;
  std::span<const People> people;
  std::size_t steps_max = 20;
};

struct Restoration {
  std::vector<Restored> steps;
  bool complete = true;  ///< otherwise the steps, or the budget, ran out before all was back
};

/// Greedy: at each step, of the sets of elements that one unserved route or one dark node needs
/// back on the way that needs the fewest, the one that restores the most traffic for each element;
/// then the most people; then the fewer elements, then the first by rows. It need not be the
/// shortest way back as a whole. `run.budget` counts states that are looked at.
[[nodiscard]] Restoration restore(const RestoreQuestion& question, const Run& run);

}  // namespace relook::trust
