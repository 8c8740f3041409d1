// SPDX-License-Identifier: Apache-2.0
// What can fail, and what fails with it (SEMANTICS 9.3).
//
// A failure is a link, an element, a risk group or a site. It takes edges and nodes out of the
// network: an element takes what is hosted on it and the links that ride on any of these, a risk
// group its links, a site its elements and all that these take. A scenario is a set of failures.

#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/digraph.hpp"
#include "routing/topology.hpp"

namespace relook::trust {

/// In the order in which counterexamples prefer them (SEMANTICS 9.9).
enum class FailureKind : std::uint8_t { link, node, srlg, site };
inline constexpr std::string_view kFailureKinds[] = {"link", "node", "srlg", "site"};
inline constexpr std::size_t kFailureKindCount = 4;

/// Which kinds fail.
struct FailureKinds {
  bool link = false;
  bool node = false;
  bool srlg = false;
  bool site = false;

  friend bool operator==(const FailureKinds&, const FailureKinds&) = default;
};

/// The most failures at once that are asked for.
inline constexpr unsigned kFailuresMax = 3;

/// Number of a failure in Failures, in the order of (kind, id bytes).
using Failure = std::uint32_t;
inline constexpr Failure kNoFailure = graph::kNoIndex;

/// Lists of numbers, one behind the other.
class NumberLists {
 public:
  void add(std::span<const std::uint32_t> list) {
    items_.insert(items_.end(), list.begin(), list.end());
    first_.push_back(items_.size());
  }
  [[nodiscard]] std::size_t size() const { return first_.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t index) const {
    return std::span(items_).subspan(first_[index], first_[index + 1] - first_[index]);
  }

 private:
  std::vector<std::size_t> first_ = {0};
  std::vector<std::uint32_t> items_;
};

struct Failures {
  struct What {
    FailureKind kind;
    /// The edge, the node, or the number of the risk group or site in the topology.
    std::uint32_t index;

    friend auto operator<=>(const What&, const What&) = default;
  };
  FailureKinds kinds;
  std::vector<What> what;  ///< in order
  NumberLists nodes;       ///< that each takes, ascending
  NumberLists edges;       ///< that each takes besides those at its nodes, ascending
  NumberLists of_node;     ///< which failures take each node
  NumberLists of_edge;     ///< which failures take each edge by itself
  /// How many of the asked kinds there are in the estate (SEMANTICS 8.3), those included that are
  /// no part of the network.
  std::uint64_t things = 0;

  [[nodiscard]] std::size_t size() const { return what.size(); }
};

[[nodiscard]] Failures failures_of(const routing::Topology& topology, FailureKinds kinds);

/// Those of them that can fail; what cannot is no thing either.
[[nodiscard]] Failures only(const Failures& all,
                            const std::function<bool(const Failures::What&)>& can_fail);

/// A set of failures in ascending order, as many as fail; the rest is kNoFailure, which is above
/// all others, so of two sets of one size the first is the smaller.
struct FailedSet {
  Failure failed[kFailuresMax] = {kNoFailure, kNoFailure, kNoFailure};

  [[nodiscard]] std::span<const Failure> items() const {
    std::size_t size = 0;
    while (size < kFailuresMax && failed[size] != kNoFailure) ++size;
    return {failed, size};
  }
  friend auto operator<=>(const FailedSet&, const FailedSet&) = default;
};

/// The set of these failures, at most kFailuresMax of them, in whatever order.
[[nodiscard]] FailedSet failed_set(std::span<const Failure> failed);

/// Number of scenarios of up to `limit` of `things` failures (SEMANTICS 8.3), as decimal digits.
[[nodiscard]] std::string scenario_count(std::uint64_t things, unsigned limit);

}  // namespace relook::trust
