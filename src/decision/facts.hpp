// SPDX-License-Identifier: Apache-2.0
// What a selector is asked over: an estate, what was judged of it, and a day.

#pragma once

#include <cstdint>
#include <vector>

#include "base/date.hpp"
#include "base/run.hpp"
#include "base/truth.hpp"
#include "estate/estate.hpp"
#include "estate/functions.hpp"
#include "estate/judgement.hpp"

namespace relook::decision {

/// Views on what the caller holds; copy it freely, and keep what it shows alive. The judgements
/// and the families must be those of the day `on`.
struct Facts {
  const estate::Estate& estate;
  const estate::Functions& functions;
  const estate::Judgements& element_vendors;  ///< a set for each row of `elements`
  const estate::Judgements& supply_vendors;   ///< a set for each row of `supplies`
  const estate::Families& families;
  const estate::Table* places = nullptr;  ///< the authority's list; nullptr where none was given
  Date on = {};                           ///< the day asked about
};

/// The table: the estate's own, or the authority's places; nullptr where these were not given.
[[nodiscard]] const estate::Table* find_table(const Facts& facts, estate::TableId table);

/// Whether a cell of a date column is after the day. `..` is strictly before as_of.
[[nodiscard]] Truth after_day(std::int32_t cell, Date day, Date as_of);

/// Whether the row is in service on the day (SEMANTICS 3.1). Elements, supplies and dependencies
/// by their dates; supplies and dependencies only with their element, a link only with both its
/// ends, a demand only with its start and at least one of its ends. Rows of other tables have no
/// service and always are.
[[nodiscard]] Truth in_service(const Facts& facts, estate::TableId table, std::uint32_t row);
/// The same for every row of the table.
[[nodiscard]] std::vector<Truth> in_service(const Facts& facts, estate::TableId table,
                                            const Run& run = {});

}  // namespace relook::decision
