// SPDX-License-Identifier: Apache-2.0
// The avoid proof: for each route, whether traffic crosses what it must avoid, today or after any
// failures up to a limit, and how few failures leave it unserved (SEMANTICS 9).
//
// Plain routes to one destination are answered together (plain_proof.hpp), all others one by one
// over the ways that they have (route_proof.hpp). What the estate does not say makes an answer
// undecided here, unless it stands however it is filled in.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/run.hpp"
#include "routing/route.hpp"
#include "trust/crossing.hpp"
#include "trust/failures.hpp"
#include "trust/hiding.hpp"
#include "trust/plain_proof.hpp"

namespace relook::trust {

enum class Answer : std::uint8_t { conforms, breaches, undecided, not_applicable };
inline constexpr std::string_view kAnswers[] = {"conforms", "breaches", "undecided",
                                                "not-applicable"};

/// Why an answer is not definite.
enum class Doubt : std::uint8_t {
  none,
  avoided,      ///< whether what is crossed is to be avoided is not known: see the possible set
  no_path,      ///< there is no path before any failure
  paths,        ///< cells that could change a path are unknown: `gaps_on` names them
  together,     ///< what fails together is not known: likewise
  areas,        ///< its part of the network has several areas, and its ways there are not known
  border,       ///< after some failures it hangs on what routers do not agree on (`area_proof.hpp`)
  spans,        ///< it takes several areas, where what encrypted spans hide is not worked out
  ways,         ///< how the demand is sent is not known: Route::unknown
  not_covered,  ///< the work was stopped, or its budget was used up
};

/// The answer for one route. Numbers of failures are kNever where no scenario up to the limit does
/// it. What an unknown cell could change is not told: with a doubt of paths or ways the numbers
/// speak of the ends alone, with a doubt of `together` of the facts alone.
struct RouteAnswer {
  Answer answer = Answer::undecided;
  Doubt doubt = Doubt::none;
  Fewest fewest = {};
  SmallestSets sets = {};
  /// Number in Network::topology.gaps or of the plane's of the first gap that bears on it, for a
  /// doubt of paths or together; kNoIndex otherwise.
  std::uint32_t gap = graph::kNoIndex;

  friend bool operator==(const RouteAnswer&, const RouteAnswer&) = default;
};

struct AvoidQuestion {
  const routing::Network& network;
  const Crossing& crossing;
  const Failures& failures;
  unsigned limit;
  const Hiding* hiding = nullptr;  ///< where only what can be seen is asked about
};

/// The gaps that bear on a route where these kinds fail: those of its part and of the planes that
/// its ways use.
[[nodiscard]] std::vector<routing::Gap> gaps_on(const routing::Network& network,
                                                const routing::Route& route, FailureKinds kinds);

enum class Sets : std::uint8_t { none, smallest };

struct AvoidProof {
  std::vector<RouteAnswer> answers;  ///< one for each route, in their order
  std::uint64_t steps = 0;           ///< scenarios that were looked at
  bool complete = true;              ///< otherwise some answers are undecided, not covered
};

/// Deterministic for any number of threads, a stop apart; a budget falls in the same place always.
[[nodiscard]] AvoidProof prove_routes(const AvoidQuestion& question,
                                      const std::vector<routing::Route>& routes, Sets sets,
                                      const Run& run);

/// Counts by answer and by number of failures; index kFailuresMax + 1 is never.
struct PairCounts {
  std::uint64_t pairs = 0;
  std::uint64_t answers[4] = {};
  std::uint64_t breaches_by_failures[kFailuresMax + 2] = {};
  std::uint64_t undecided_by_failures[kFailuresMax + 2] = {};
  std::uint64_t unserved_by_failures[kFailuresMax + 2] = {};

  friend bool operator==(const PairCounts&, const PairCounts&) = default;
};

/// Which answers of pairs are kept.
enum class Each : std::uint8_t { none, breaches, undecided, all };

struct PairAnswer {
  graph::Node from;
  graph::Node to;
  RouteAnswer answer;
};

struct PairsProof {
  PairCounts counts;
  std::vector<PairAnswer> kept;  ///< by from, then to
  std::uint64_t steps = 0;
  bool complete = true;
};

/// Every pair of two different nodes, one of `from` and one of `to`, over the network's graph
/// `graph`. Memory: for what is kept, and some hundred bytes a node and thread.
[[nodiscard]] PairsProof prove_pairs(const AvoidQuestion& question,
                                     const std::vector<graph::Node>& from,
                                     const std::vector<graph::Node>& to, std::uint32_t graph,
                                     Each keep, const Run& run);

}  // namespace relook::trust
