// SPDX-License-Identifier: Apache-2.0
// Ids that stand outside the estates: in a decision, in waivers, on the authority's list. Where
// estates are joined, their things have longer ids; what named a thing before must not quietly name
// nothing, or a site on the list would no longer be near, and everything but one element would be
// all elements.

#pragma once

#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "decision/decision.hpp"
#include "decision/waiver.hpp"
#include "engine/estates.hpp"
#include "estate/estate.hpp"

namespace relook::engine {

/// A fault for each id in a selector that is one of an estate's own and none of the join.
[[nodiscard]] Diagnostics check_ids(const decision::Decision& decision, const Estates& estates);
/// The same in the selectors of waivers; `file` is theirs.
[[nodiscard]] Diagnostics check_ids(const std::vector<decision::Waiver>& waivers,
                                    std::string_view file, const Estates& estates);

/// The places with their sites by the ids of the join. A site's own id does where one estate alone
/// has it; where several do it is a fault in `file`.
[[nodiscard]] Read<estate::Table> places_of_join(const estate::Table& places, std::string_view file,
                                                 const Estates& estates);

}  // namespace relook::engine
