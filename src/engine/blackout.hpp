// SPDX-License-Identifier: Apache-2.0
// What is left of an estate when some of its elements stop.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/run.hpp"
#include "engine/demand_paths.hpp"
#include "engine/traffic_tally.hpp"

namespace relook::engine {

/// "hosted-on,managed-by" as codes of dependencies.kind, ascending; empty: these two.
[[nodiscard]] Read<std::vector<std::uint32_t>> stopping_kinds(const std::string& text);

struct BlackoutAsked {
  const decision::Facts& facts;
  const std::vector<Truth>& service;  ///< of each element
  const DayNetwork& day;
  const std::vector<Truth>& matches;        ///< of each element
  const std::vector<std::uint32_t>& stops;  ///< kinds of dependency along which stopping spreads
};

/// A demand that is not served any more, surely or possibly.
struct UnservedDemand {
  std::string name;
  std::string demand_class;
  bool surely;
};

struct DarkGroup {
  std::string name;  ///< of the region or operator; empty for those of which it is not known
  CountBounds elements;
  CountBounds subscribers;
  CountBounds premises;
};

struct RestoringStep {
  std::vector<std::string> replaced;  ///< ids
  std::uint64_t kbps;                 ///< of known rates, served again
  std::uint64_t subscribers;
  std::uint64_t premises;
};

struct Blackout {
  CountBounds matching;                 ///< in service
  CountBounds stopped;                  ///< these, and what stops with them
  MeasuredTraffic unserved;             ///< of all traffic
  std::vector<UnservedDemand> demands;  ///< by id
  bool core_known = true;               ///< some element surely is of the layer core
  std::vector<std::string> sites_cut;   ///< surely, by id
  std::vector<std::string> sites_maybe_cut;
  DarkGroup dark;  ///< all of it
  std::vector<DarkGroup> regions;
  std::vector<DarkGroup> operators;
  std::vector<RestoringStep> restore;  ///< greedy, the first restores most
  bool restored_all = true;

  [[nodiscard]] bool exact() const;
};

/// What is still served once the elements have stopped, row by row.
struct StillServed {
  bool some_stop = false;      ///< something does, or may
  std::vector<Truth> stopped;  ///< of each element: it matches, or stops with one that does
  /// Of each element in service: it runs and reaches the core. One that surely reaches none even
  /// before is open: that it is served nobody can see. Where nothing stops nothing is lost.
  std::vector<Truth> elements;
  std::vector<Truth> reached;  ///< of each element: it reaches the core before anything stops
  std::vector<Truth> demands;  ///< of each demand in service
};
[[nodiscard]] StillServed still_served(const BlackoutAsked& asked, const Run& run);

[[nodiscard]] Blackout blackout_of(const BlackoutAsked& asked, const Run& run);

}  // namespace relook::engine
