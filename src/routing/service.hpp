// SPDX-License-Identifier: Apache-2.0
// Which rows hold on a day, and which cells leave it open (SEMANTICS 3.1).

#pragma once

#include <cstdint>
#include <vector>

#include "base/date.hpp"
#include "base/truth.hpp"
#include "estate/cells.hpp"

namespace relook::routing {

using estate::DateColumns;

/// Those of the two columns whose cell does not say whether the row holds.
[[nodiscard]] std::vector<estate::ColumnRef> open_dates(const estate::Estate& estate,
                                                        const DateColumns& dates, std::uint32_t row,
                                                        Date on);

/// Whether each element is in service.
[[nodiscard]] std::vector<Truth> elements_in_service(const estate::Estate& estate, Date on);

inline constexpr DateColumns kElementService{estate::column::kElementFrom,
                                             estate::column::kElementUntil};

}  // namespace relook::routing
