// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/date.hpp"
#include "estate/estate.hpp"
#include "estate/judgement.hpp"

namespace relook::identity {

/// Which vendors each element's hardware may be from on the day: the declared one together with
/// those of all hardware supplies in force (SEMANTICS 4.3). "Any" where one of them is empty, where
/// nobody says anything, and where supplies.csv is missing, since a supply could have named
/// another.
[[nodiscard]] estate::Judgements judge_elements(const estate::Estate& estate, Date day);

/// Which vendors each supply may be from: its own cell.
[[nodiscard]] estate::Judgements judge_supplies(const estate::Estate& estate);

/// How well the makers of the elements in service on the day are known.
struct Coverage {
  std::size_t elements = 0;  ///< in service, surely or possibly; a LAN is not counted
  std::size_t vendor_known = 0;
  std::size_t vendor_unknown = 0;
  std::size_t witness_conflicts = 0;  ///< of the unknown ones, those whose witnesses differ
};
[[nodiscard]] Coverage coverage(const estate::Estate& estate, const estate::Judgements& elements,
                                Date day);

}  // namespace relook::identity
