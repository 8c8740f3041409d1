// SPDX-License-Identifier: Apache-2.0
#include "identity/families.hpp"

#include <algorithm>
#include <vector>

namespace relook::identity {
namespace {

using namespace estate;

struct Parents {
  std::vector<std::uint32_t> sure;
  std::vector<std::uint32_t> possible;
  bool any = false;
};

std::vector<Parents> parents_on(const Estate& estate, Date day) {
  std::vector<Parents> parents(estate.rows(TableId::vendors));
  const bool told = estate.table(TableId::ownership).present();
  if (!told) {
    for (Parents& p : parents) p.any = true;
  }
  for (std::size_t row = 0; row < estate.rows(TableId::ownership); ++row) {
    const Truth holds = holds_on({estate.column(column::kOwnershipFrom).day(row),
                                  estate.column(column::kOwnershipUntil).day(row)},
                                 day, estate.manifest.as_of);
    const std::uint32_t vendor = estate.column(column::kOwnershipVendor).code(row);
    const std::uint32_t parent = estate.column(column::kOwnershipParent).code(row);
    if (holds == Truth::no || !is_value(vendor)) continue;
    if (!is_value(parent)) {
      parents[vendor].any = true;
    } else if (holds == Truth::yes) {
      parents[vendor].sure.push_back(parent);
    } else {
      parents[vendor].possible.push_back(parent);
    }
  }
  return parents;
}

// Everything that can be reached upwards: by sure steps alone, and by steps of which some may be
// untrue.
Families::Owners owners_of(std::uint32_t vendor, const std::vector<Parents>& parents) {
  Families::Owners owners;
  owners.sure = {vendor};
  for (std::size_t i = 0; i < owners.sure.size(); ++i) {
    for (const std::uint32_t parent : parents[owners.sure[i]].sure) {
      if (std::ranges::find(owners.sure, parent) == owners.sure.end()) {
        owners.sure.push_back(parent);
      }
    }
  }
  std::vector<std::uint32_t> reached = owners.sure;
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const Parents& up = parents[reached[i]];
    owners.any = owners.any || up.any;
    for (const std::vector<std::uint32_t>* step : {&up.sure, &up.possible}) {
      for (const std::uint32_t parent : *step) {
        if (std::ranges::find(reached, parent) == reached.end()) reached.push_back(parent);
      }
    }
  }
  std::ranges::sort(owners.sure);
  std::ranges::sort(reached);
  std::ranges::set_difference(reached, owners.sure, std::back_inserter(owners.possible));
  return owners;
}

}  // namespace

Families families_on(const Estate& estate, Date day) {
  const std::vector<Parents> parents = parents_on(estate, day);
  std::vector<Families::Owners> owners;
  owners.reserve(parents.size());
  for (std::uint32_t vendor = 0; vendor < parents.size(); ++vendor) {
    owners.push_back(owners_of(vendor, parents));
  }
  return Families(std::move(owners));
}

}  // namespace relook::identity
