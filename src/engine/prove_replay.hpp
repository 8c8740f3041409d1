// SPDX-License-Identifier: Apache-2.0
// One counterexample step by step: what carries a demand before anything fails, and after each
// failure, beside the paths that compete.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/truth.hpp"
#include "engine/route_answers.hpp"

namespace relook::engine {

struct ReplayedPath {
  std::uint64_t cost;
  std::vector<std::string> path;   ///< ids of elements
  std::vector<std::string> links;  ///< ids of the links between each two of them
  std::string way;                 ///< "the plain IGP", "plane P", "tunnel T"
  std::string crosses;             ///< empty where nothing to be avoided is crossed
  Truth matches = Truth::no;       ///< whether what is crossed is to be avoided
  std::optional<std::pair<std::uint64_t, std::uint64_t>> share;
};

struct ReplayStep {
  std::vector<std::string> failed;      ///< so far; none at first
  std::optional<ReplayedPath> carried;  ///< nothing where the demand is not served
  std::vector<ReplayedPath> competing;  ///< best first
};

struct Replay {
  std::size_t rule;    ///< an index of Decision::rules
  std::string demand;  ///< its id, or "FROM,TO"
  /// Whether what is shown is against the rule: surely, possibly, or, with one step only, not: then
  /// it is how the demand is carried today.
  Truth against = Truth::no;
  std::vector<ReplayStep> steps;  ///< none where its paths are not known
};

/// Replays the smallest scenario of a demand or pair, the one that its answer shows.
[[nodiscard]] Replay replay_of(const AvoidAsked& asked, const RouteAnswers& answers,
                               std::string demand);

}  // namespace relook::engine
