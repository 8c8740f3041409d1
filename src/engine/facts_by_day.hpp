// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/date.hpp"
#include "decision/change_days.hpp"
#include "decision/facts.hpp"
#include "estate/estate.hpp"
#include "estate/functions.hpp"
#include "estate/judgement.hpp"

namespace relook::engine {

/// An estate on one day after another. It is what a Situation is, but what no day in between
/// touches is kept: planned changes are applied, vendors judged and families found anew only where
/// they may differ.
class FactsByDay {
 public:
  /// All of them must outlive it; `places` may be null.
  FactsByDay(const estate::Estate& estate, const decision::EstateDays& days,
             const estate::Functions& functions, const estate::Table* places);
  FactsByDay(const FactsByDay&) = delete;
  FactsByDay& operator=(const FactsByDay&) = delete;

  /// What holds on the day, which is later than that of the call before. It shows what this holds,
  /// until the next call.
  [[nodiscard]] decision::Facts on(Date day);
  /// Whether plans are unknown on the day, as in a Situation.
  [[nodiscard]] bool plans_unknown(Date day) const;

 private:
  const estate::Estate& before_;  ///< without planned changes
  const decision::EstateDays& days_;
  const estate::Functions& functions_;
  const estate::Table* places_;
  std::optional<Date> day_;
  estate::Estate estate_;
  estate::Families families_;
  estate::Judgements element_vendors_;
  estate::Judgements supply_vendors_;
};

}  // namespace relook::engine
