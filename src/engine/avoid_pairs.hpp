// SPDX-License-Identifier: Apache-2.0
// An `avoid` rule asked of every pair of two different elements.

#pragma once

#include <cstdint>
#include <vector>

#include "engine/avoid_rule.hpp"

namespace relook::engine {

/// An end of pairs, and how surely it is one: never `no`.
struct PairEnd {
  graph::Node node;
  Truth asked;
};

struct PairEnds {
  std::vector<PairEnd> from;  ///< ascending
  std::vector<PairEnd> to;
  /// The plane's row, or graph::kNoIndex for the plain IGP.
  std::uint32_t plane = graph::kNoIndex;
};

/// Pairs of which whether they are asked about is not known are asked about, and never breach.
[[nodiscard]] RuleProof prove_pairs(const AvoidAsked& asked, const PairEnds& ends,
                                    ListedAnswers listed, const Run& run);

}  // namespace relook::engine
