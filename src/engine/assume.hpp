// SPDX-License-Identifier: Apache-2.0
// What a user is willing to assume of the unknown, said once and shown with every answer
// (SEMANTICS 2.5).

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "estate/estate.hpp"
#include "estate/functions.hpp"

namespace relook::engine {

/// One assumption as it was applied.
struct Assumption {
  std::string text;    ///< as it was said
  std::string column;  ///< "elements.vendor", a table's name, or the structural assumption's
  std::string value;
  std::uint64_t cells = 0;  ///< how many cells it filled
  /// For structural ones: it holds at so many of so many places where it can be tested.
  std::optional<std::pair<std::uint64_t, std::uint64_t>> holds = {};
};

struct Assumed {
  estate::Estate estate;
  std::vector<Assumption> assumptions;
};

/// Applies the assumptions in their order: `TABLE.COLUMN=VALUE`, with `where SELECTOR` behind it
/// for some of the rows, `TABLE=none` for a missing table, `links.metric=10`,
/// `links.metric_ba=metric_ab`, `elements.transit=function`, `one-vendor-per-site`. Selectors are
/// asked on the day `on`. An unknown name is a fault; one that fills nothing is a warning.
[[nodiscard]] Read<Assumed> assume(const estate::Estate& estate,
                                   const std::vector<std::string>& texts, Date on,
                                   const estate::Functions& functions);

}  // namespace relook::engine
