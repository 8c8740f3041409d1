// SPDX-License-Identifier: Apache-2.0
#include "engine/facts_by_day.hpp"

#include "base/check.hpp"
#include "estate/edit.hpp"
#include "identity/families.hpp"
#include "identity/judge.hpp"

namespace relook::engine {

FactsByDay::FactsByDay(const estate::Estate& estate, const decision::EstateDays& days,
                       const estate::Functions& functions, const estate::Table* places)
    : before_(estate), days_(days), functions_(functions), places_(places) {}

decision::Facts FactsByDay::on(Date day) {
  RELOOK_CHECK(!day_ || *day_ < day);
  const auto touched = [&](const decision::DaySet& days) {
    return !day_ || days.any_in(*day_, day);
  };
  const bool changed = touched(days_.changes);
  if (changed) estate_ = estate::apply_changes(before_, day);
  if (touched(days_.ownership)) families_ = identity::families_on(estate_, day);
  if (changed || touched(days_.supplies)) {
    element_vendors_ = identity::judge_elements(estate_, day);
  }
  // A supply's vendor is its cell, which no plan changes.
  if (!day_) supply_vendors_ = identity::judge_supplies(estate_);
  day_ = day;
  return {estate_, functions_, element_vendors_, supply_vendors_, families_, places_, day};
}

bool FactsByDay::plans_unknown(Date day) const {
  return day > before_.manifest.as_of && !before_.table(estate::TableId::changes).present();
}

}  // namespace relook::engine
