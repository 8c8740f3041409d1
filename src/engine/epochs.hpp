// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "decision/facts.hpp"
#include "estate/estate.hpp"
#include "estate/functions.hpp"
#include "estate/judgement.hpp"

namespace relook::engine {

/// From `begin` to the day before `end`.
struct Days {
  Date begin;
  Date end;
};

/// An element and a day.
struct RowDay {
  std::uint32_t row;
  std::int32_t day;

  friend auto operator<=>(const RowDay&, const RowDay&) = default;
};

/// The days after `begin` and before `end` on which elements come and go by the dates that they
/// have now. By row.
[[nodiscard]] std::vector<RowDay> service_days(const estate::Estate& estate, Days within);

/// From the day on, somebody else owns some vendors.
struct OwnersChange {
  Date day;
  std::vector<std::uint8_t> vendors;  ///< by row of `vendors`, whether it is one of them
};

/// Epochs whose days are in one span in which nobody is owned by another.
struct OwnedEpochs {
  Date since;
  std::vector<RowDay> epochs;  ///< sorted by row, then day; each once
};

/// The days after `begin` and before `end` from which an element is another: by its own dates or
/// those of its supplies (planned changes, and supplies that begin or end), or because a vendor
/// that may stand behind it, by what is declared, planned or supplied, is owned by another. Changes
/// are in the order of their days; there is an item for each of them that is in the span, after one
/// for its beginning.
[[nodiscard]] std::vector<OwnedEpochs> epochs_by_owners(const estate::Estate& estate, Days within,
                                                        std::span<const OwnersChange> changes);

/// Elements in one epoch each: an estate of them alone, in which each is as on a day of its own,
/// and its supplies too. Whether a supply holds on that day is written into its dates, so that it
/// does on every day or on none.
class EpochFacts {
 public:
  /// `then` has each element once, in the order of the rows; `now` is the whole estate on the day
  /// that everything else is asked of, `before` the estate without planned changes.
  EpochFacts(const estate::Estate& before, std::span<const RowDay> then,
             const decision::Facts& now);
  EpochFacts(const EpochFacts&) = delete;
  EpochFacts& operator=(const EpochFacts&) = delete;

  /// Its elements are numbered as they stand in `then`.
  [[nodiscard]] const decision::Facts& facts() const { return facts_; }

 private:
  estate::Estate estate_;
  estate::Judgements element_vendors_;
  estate::Judgements supply_vendors_;
  decision::Facts facts_;
};

}  // namespace relook::engine
