// SPDX-License-Identifier: Apache-2.0
// What each group could do to each demand of a day.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/demand_paths.hpp"
#include "engine/exposure_groups.hpp"
#include "trust/exposure.hpp"

namespace relook::engine {

struct DemandShares {
  trust::Exposed direct;
  routing::Portion reached;  ///< crossed by what the group stands behind or reaches through others
};

/// What all is asked of; it must outlive the question.
struct SharesAsked {
  const decision::Facts& facts;
  const std::vector<Truth>& service;  ///< of each element
  const DayNetwork& day;
};

/// By group, then by demand of the day, without what is removed. Each route's paths are searched
/// once for all groups.
[[nodiscard]] std::vector<std::vector<DemandShares>> demand_shares(
    const SharesAsked& asked, std::span<const ExposureGroup> groups, const graph::Removed& removed);

/// What crossing elements is that match as `rows` says, by element.
[[nodiscard]] trust::Crossing crossing_rows(const SharesAsked& asked,
                                            const std::vector<Truth>& rows);

}  // namespace relook::engine
