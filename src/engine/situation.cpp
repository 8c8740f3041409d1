// SPDX-License-Identifier: Apache-2.0
#include "engine/situation.hpp"

#include "estate/edit.hpp"
#include "identity/families.hpp"
#include "identity/judge.hpp"

namespace relook::engine {

Situation::Situation(const estate::Estate& estate, Date on, const estate::Functions& functions,
                     const estate::Table* places)
    : on_(on),
      estate_(estate::apply_changes(estate, on)),
      families_(identity::families_on(estate_, on)),
      element_vendors_(identity::judge_elements(estate_, on)),
      supply_vendors_(identity::judge_supplies(estate_)),
      facts_{estate_, functions, element_vendors_, supply_vendors_, families_, places, on} {}

bool Situation::plans_unknown() const {
  return on_ > estate_.manifest.as_of && !estate_.table(estate::TableId::changes).present();
}

}  // namespace relook::engine
