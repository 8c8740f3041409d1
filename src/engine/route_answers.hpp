// SPDX-License-Identifier: Apache-2.0
// What the search answers of routes, put together to what is said of a demand, in ids.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "engine/avoid_rule.hpp"
#include "trust/replay.hpp"

namespace relook::engine {

/// Why nobody can say, besides what the search itself doubts.
struct FurtherDoubt {
  Truth asked = Truth::yes;       ///< whether the rule asks about it
  Truth in_service = Truth::yes;  ///< whether its ends are in service
  bool plans_unknown = false;     ///< whether what is planned until the day is not known
};

inline constexpr const char* kPlansUnknown =
    "changes.csv is missing, so what is planned until the day is not known; --assume changes=none "
    "says that nothing is";

/// The answers of one demand's routes: about what surely can fail, and about all that may, which
/// are the same where that is known.
struct RouteAnswers {
  std::span<const routing::Route> routes;
  std::span<const trust::RouteAnswer> surely;
  std::span<const trust::RouteAnswer> possibly;
};

/// The worst of the routes' answers; of several scenarios the smallest, then the first.
/// Ids are filled in by `name_answer`.
struct Combined {
  trust::Answer answer = trust::Answer::not_applicable;
  trust::Fewest fewest = {};
  trust::FailedSet surely = {};
  trust::FailedSet possibly = {};
  std::size_t surely_route = 0;
  std::size_t possibly_route = 0;
  std::size_t doubtful_route = 0;  ///< the first that is undecided
  bool failures_unknown = false;   ///< undecided because whether something can fail is not known
};
[[nodiscard]] Combined combine(const RouteAnswers& answers);

/// Counts an answer among the others.
void count_answer(const DemandAnswer& answer, trust::PairCounts& counts);

/// What is said of a demand, with its scenarios shown on paths.
[[nodiscard]] DemandAnswer named_answer(const AvoidAsked& asked, const RouteAnswers& answers,
                                        const FurtherDoubt& further);
/// The same without ids, for those that are only counted.
[[nodiscard]] DemandAnswer bare_answer(const RouteAnswers& answers, const FurtherDoubt& further);

/// Whether a route's paths can be shown: not where cells that could change them are unknown.
[[nodiscard]] bool paths_known(const AvoidAsked& asked, const routing::Route& route);

/// "link:ID".
[[nodiscard]] std::string failure_name(const trust::Failures& failures, trust::Failure failure,
                                       const AvoidAsked& asked);
/// Empty where nobody names what is crossed.
[[nodiscard]] std::string crossed_id(const AvoidAsked& asked, const trust::Crossed& crossed);
[[nodiscard]] std::string element_id(const AvoidAsked& asked, graph::Node node);
[[nodiscard]] std::string link_id(const AvoidAsked& asked, graph::Edge edge);

}  // namespace relook::engine
