// SPDX-License-Identifier: Apache-2.0
// `relook check --survey`: a sample of sites to inspect, and what visiting them can show.
//
// The sites at which something stands that a rule asks about are put in order by the SHA-256 of
// "SEED SITE", and the first ones are drawn: nobody needs this program to draw them again. What
// visits that find nothing wrong show of the sites that were not drawn is the hypergeometric
// bound.

#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "base/run.hpp"
#include "base/truth.hpp"
#include "decision/decision.hpp"
#include "decision/finding.hpp"
#include "decision/waiver.hpp"
#include "engine/draw.hpp"
#include "engine/situation.hpp"

namespace relook::engine {

/// What was asked for.
struct Survey {
  std::uint64_t visits;  ///< at least one
  std::string seed;
};

/// How the estate lets an element stand towards the rules, from best to worst. Counted: by a
/// diversify, where an element by itself is neither good nor bad.
enum class Standing : std::uint8_t {
  unasked,
  clean,
  counted,
  waived,
  may_count_against,
  counts_against
};
/// In the order of the enumeration.
inline constexpr std::string_view kStandings[] = {
    "unasked", "clean", "counted", "waived", "may-count-against", "counts-against"};

/// A rule that asks about an element, by its place in the decision.
struct RuleStanding {
  std::size_t rule;
  Standing standing;
};

/// An element at a site that is to be visited.
struct ToInspect {
  std::uint32_t element;  ///< a row of `elements`
  Truth in_service = Truth::yes;
  std::vector<RuleStanding> rules = {};  ///< in the decision's order; none where no rule asks
  /// What the rules miss about it, such as "elements.vendor"; sorted.
  std::vector<std::string> unknown = {};
  /// Those of them that the operator can be asked for and that nobody sees by looking at it.
  std::vector<std::string> ask_for = {};

  /// Towards the rule that it stands worst to.
  [[nodiscard]] Standing standing() const;
};

/// A site in the order of the draw.
struct RankedSite {
  Digest digest;       ///< of "SEED SITE"
  std::uint32_t site;  ///< a row of `sites`
  Truth in_scope;      ///< whether something in scope stands there: never `no`

  friend auto operator<=>(const RankedSite&, const RankedSite&) = default;
};

/// What visits show that all find what the estate says: it is wrong at fewer sites than these. Were
/// it wrong at so many or more, such visits would be at most 1 in `one_in`.
struct Bound {
  std::uint32_t one_in;
  std::uint64_t fewer_than;
};

struct Visits {
  Survey survey;
  bool sites_known = true;         ///< whether there is a table of sites; else nothing is drawn
  bool plans_unknown = false;      ///< what is planned until the day that is asked about
  std::uint64_t sites = 0;         ///< in the estate
  std::uint64_t placed = 0;        ///< elements in scope that stand at a site that is known
  std::uint64_t unplaced = 0;      ///< those of which nobody knows where they stand
  std::uint64_t placeless = 0;     ///< those that stand at no site
  std::vector<RankedSite> ranked;  ///< all sites in scope, in the order of the draw
  /// What stands at each of the first ones, the worst first, then by id.
  std::vector<std::vector<ToInspect>> visits;
  std::vector<Bound> bounds;              ///< of 1 in 20 and 1 in 100
  std::vector<std::size_t> no_rows = {};  ///< rules that count no rows and so add no site
};

/// All of what it points to must outlive the call.
struct VisitsQuestion {
  const Survey& survey;
  const decision::Decision& decision;
  const Situation& situation;
  const std::vector<decision::Finding>& findings;  ///< what the decision found in it
  const std::vector<decision::Waiver>& waivers;
};
/// Draws the sites. O(rows of each rule + sites log sites). Fails where a rule would make more
/// groups than relook holds.
[[nodiscard]] Result<Visits> draw_visits(const VisitsQuestion& question, const Run& run);

/// How many visits it takes to show that the estate is wrong at no more than a share of the sites,
/// if they all find what it says.
struct Needed {
  std::uint32_t percent;
  std::uint64_t at_most;              ///< so many sites are that
  std::vector<std::uint64_t> visits;  ///< by bound
};
/// For 10, 5 and 1 %, each number of sites once; none where no site is drawn.
[[nodiscard]] std::vector<Needed> visits_needed(const Visits& visits);

}  // namespace relook::engine
