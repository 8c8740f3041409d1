// SPDX-License-Identifier: Apache-2.0
// The avoid proof for plain demands: one kind of path, one end. All sources of a destination at
// once.
//
// The lemma (SEMANTICS 9.5): a failure only takes paths away and changes no preference among those
// that remain. So a set of failures that leaves one chosen best path of a demand whole leaves it
// among today's best paths, which are clean or the demand breaches already. It is therefore enough
// to branch on what breaks that one path, and again on what breaks the best path that is left then.
//
// What makes it fast:
// - The chosen paths of all sources to one destination form a tree, so a failure concerns those
//   sources that hang on it, and one repair of the tree serves them all.
// - Sets are explored by size: a source that breaches with one failure is not asked with two.
// - A branch on what lies at one place of a path takes for granted that nothing nearer to the
//   destination fails: sets where it does were explored there. So no set is explored twice.
// - Along a chain of elements with two links each, all failures between a source and the chain's
// end
//   have the same effect on it (SEMANTICS 9.7): one stands for them.
// - A source whose path costs less than the cheapest walk over anything to be avoided is clean.

#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "graph/digraph.hpp"
#include "trust/crossing.hpp"
#include "trust/failures.hpp"

namespace relook::trust {

/// A number of failures that does not exist up to the limit.
inline constexpr std::uint8_t kNever = std::numeric_limits<std::uint8_t>::max();

/// The fewest failures after which traffic crosses what surely or possibly is to be avoided, or is
/// not served any more; kNever where no scenario up to the limit does that.
struct Fewest {
  std::uint8_t surely = kNever;
  std::uint8_t possibly = kNever;
  std::uint8_t unserved = kNever;

  friend bool operator==(const Fewest&, const Fewest&) = default;
};

/// The numbers where `met` is crossed with no failure at all.
[[nodiscard]] constexpr Fewest without_failures(Truth met) {
  Fewest fewest;
  if (met == Truth::yes) fewest.surely = 0;
  if (met != Truth::no) fewest.possibly = 0;
  return fewest;
}

/// The first of the smallest sets for each; meaningful where the number is not kNever.
struct SmallestSets {
  FailedSet surely;
  FailedSet possibly;

  friend bool operator==(const SmallestSets&, const SmallestSets&) = default;
};

/// What is asked of every pair. All that is referred to must outlive the proof.
struct PlainQuestion {
  const graph::Digraph& graph;
  const Crossing& crossing;
  const Failures& failures;
  unsigned limit;  ///< of failures at once, at most kFailuresMax
};

/// What is the same for every destination; read by all threads.
class PlainProof {
 public:
  explicit PlainProof(const PlainQuestion& question);
  ~PlainProof();
  PlainProof(const PlainProof&) = delete;
  PlainProof& operator=(const PlainProof&) = delete;

  /// The place where one thread works; it holds some 200 bytes for each node.
  class Worker;
  [[nodiscard]] std::unique_ptr<Worker> worker() const;

  struct Prepared;
  [[nodiscard]] const Prepared& prepared() const { return *prepared_; }

 private:
  std::unique_ptr<const Prepared> prepared_;
};

class PlainProof::Worker {
 public:
  explicit Worker(const Prepared& prepared);
  ~Worker();

  /// Answers for each of `from`, none of them `to`. With `sets` as long as `from`, the smallest
  /// sets, too; with none, only the numbers.
  /// False where `budget` scenarios did not suffice: then a number that is kNever says nothing.
  [[nodiscard]] bool prove(graph::Node to, std::span<const graph::Node> from,
                           std::span<Fewest> fewest, std::span<SmallestSets> sets,
                           std::uint64_t budget = std::numeric_limits<std::uint64_t>::max());
  /// How many scenarios were looked at so far.
  [[nodiscard]] std::uint64_t steps() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace relook::trust
