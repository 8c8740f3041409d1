// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/date.hpp"
#include "decision/facts.hpp"
#include "estate/estate.hpp"
#include "estate/functions.hpp"
#include "estate/judgement.hpp"

namespace relook::engine {

/// An element and a day.
struct RowDay {
  std::uint32_t row;
  std::int32_t day;

  friend auto operator<=>(const RowDay&, const RowDay&) = default;
};

/// The days from which an element or one of its supplies is another by its own dates: planned
/// changes, and supplies that begin or end. Sorted by row, then day; each once.
[[nodiscard]] std::vector<RowDay> epoch_days(const estate::Estate& estate);

/// The days on which elements come and go by the dates that they have now. Sorted like those.
[[nodiscard]] std::vector<RowDay> service_days(const estate::Estate& estate);

/// An estate in which each element and its supplies are as on a day of their own. Whether a supply
/// holds on that day is written into its dates, so that it does on every day or on none.
class EpochFacts {
 public:
  /// `days` has a day for each element. `on` is the day that everything else is asked of.
  EpochFacts(const estate::Estate& estate, const std::vector<Date>& days, Date on,
             const estate::Functions& functions, const estate::Table* places);
  EpochFacts(const EpochFacts&) = delete;
  EpochFacts& operator=(const EpochFacts&) = delete;

  [[nodiscard]] const decision::Facts& facts() const { return facts_; }

 private:
  estate::Estate estate_;
  estate::Families families_;
  estate::Judgements element_vendors_;
  estate::Judgements supply_vendors_;
  decision::Facts facts_;
};

}  // namespace relook::engine
