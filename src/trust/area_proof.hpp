// SPDX-License-Identifier: Apache-2.0
// The avoid proof for plain demands through several OSPF areas (`routing/ospf_areas.hpp`), all
// sources of a destination at once.
//
// The lemma fails there (SEMANTICS 9.6): a router prefers its path inside an area whatever another
// one costs, and when that fails traffic may come near what it never came near before, over a path
// that nothing has touched. So every set of failures up to the limit is looked at, the smaller ones
// first, and each router's decision in it; only failures that take nothing of the part, or just
// what one before them takes, are left out.
//
// Where not all of a demand's traffic arrives although its start sends some (a router on the way
// has no route, or what it does is open), the demand is open in that scenario.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "routing/ospf_areas.hpp"
#include "trust/effects.hpp"
#include "trust/plain_proof.hpp"

namespace relook::trust {

struct AvoidQuestion;

struct AreaAnswer {
  Fewest fewest;
  SmallestSets sets;
  /// The fewest failures after which it is open what becomes of the traffic. Looked for as long as
  /// no breach is found.
  std::uint8_t open = kNever;
};

/// What is asked of every pair. All that is referred to must outlive the proof.
struct AreaQuestion {
  const routing::Topology& topology;
  const graph::Digraph& graph;  ///< the plain IGP's
  const Crossing& crossing;
  const Failures& failures;
  unsigned limit;  ///< of failures at once, at most kFailuresMax
};

/// The same of what an avoid proof is asked.
[[nodiscard]] AreaQuestion areas_asked(const AvoidQuestion& question);

/// How much may be done for one destination.
struct AreaEffort {
  std::uint64_t budget = std::numeric_limits<std::uint64_t>::max();  ///< scenarios
  std::stop_token stop = {};
};

struct AreaProved {
  std::vector<AreaAnswer> answers;  ///< one for each source
  std::uint64_t steps = 0;          ///< scenarios that were looked at
  bool complete = true;             ///< otherwise a number that is kNever says nothing
};

/// What is the same for every destination; read by all threads.
class AreaProof {
 public:
  explicit AreaProof(const AreaQuestion& question);

  /// Answers for each of `from`, in the part of `to`, none of them `to`. The part's areas are
  /// modelled and the home area of `to` is said. O(failures ^ limit) searches of the part.
  [[nodiscard]] AreaProved prove(graph::Node to, std::span<const graph::Node> from,
                                 const AreaEffort& effort) const;

 private:
  struct Part {
    routing::OspfAreas areas;
    std::vector<Failure> failures;  ///< that take something of it, each effect once
  };
  class Search;

  AreaQuestion question_;
  std::map<std::uint32_t, Part> parts_;  // those whose areas are modelled
};

}  // namespace relook::trust
