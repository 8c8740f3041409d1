// SPDX-License-Identifier: Apache-2.0
// What a proof found, in the words of the estate: ids in place of the numbers that the search uses.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "decision/finding.hpp"
#include "trust/avoid_proof.hpp"

namespace relook::engine {

/// A scenario and one path that it leads traffic over.
struct ShownScenario {
  trust::FailedSet set;
  std::size_t size = 0;             ///< failures in `set`
  std::vector<std::string> failed;  ///< "link:ID", in order
  std::vector<std::string> path;    ///< ids of elements; empty where an end counts without a path
  std::vector<std::string> links;   ///< ids of the links between each two of them
  /// The element that is to be avoided, or may be; empty where the estate does not name it.
  std::string crosses;
  /// Of the traffic, what crosses it; nothing where it could not be held in 64 bits.
  std::optional<std::pair<std::uint64_t, std::uint64_t>> share;
};

/// The answer for one demand or pair.
struct DemandAnswer {
  std::uint32_t demand;  ///< row in demands, or graph::kNoIndex for a pair
  std::string name;      ///< the demand's id, or "FROM,TO"
  std::string from;
  std::vector<std::string> to;
  trust::Answer answer = trust::Answer::undecided;
  trust::Fewest fewest = {};  ///< over all its routes; `surely` only where it surely is asked
  std::optional<ShownScenario> counterexample;  ///< where it breaches
  std::optional<ShownScenario> possible;        ///< where it is undecided
  std::vector<std::string> leaves_at;           ///< those of its ends that are outside
  std::string undecided_because;
  /// How surely the question is about it: never `no`.
  Truth asked = Truth::yes;
};

/// One `avoid` rule, proved.
struct RuleProof {
  std::size_t rule = 0;  ///< an index of Decision::rules
  decision::Verdict verdict = decision::Verdict::undecided;
  /// What it would be if the rule were in force.
  decision::Verdict in_itself = decision::Verdict::undecided;
  std::optional<Date> due;
  std::string undecided_because;      ///< of the rule as a whole; may be empty
  trust::PairCounts counts;           ///< of every demand or pair
  std::vector<DemandAnswer> answers;  ///< those that were asked for, by demand, or by from and to
  std::uint64_t surely_asked = 0;     ///< answers that conform and surely are asked for
  std::uint64_t things = 0;           ///< what can fail
  std::uint64_t waived = 0;           ///< elements to be avoided that a waiver excuses
  std::vector<std::string> expired_waivers;
  std::string scenarios;  ///< how many each answer covers, as digits
  std::uint64_t steps = 0;
  bool complete = true;
};

/// Cells of a column that are not known and matter to a proof.
struct Silence {
  std::string column;      ///< "links.metric_ab"
  std::uint64_t cells;     ///< 0 where the whole column, table or row is missing
  std::string first;       ///< the first row; may be empty
  std::string bears_on;    ///< what it could change, in words
  std::string assumption;  ///< what --assume would fill it; empty where nothing can
};

}  // namespace relook::engine
