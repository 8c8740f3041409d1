// SPDX-License-Identifier: Apache-2.0
#include "estate/judgement.hpp"

#include <algorithm>

namespace relook::estate {

Truth Families::in_family(std::uint32_t vendor, std::uint32_t head) const {
  RELOOK_CHECK(vendor < owners_.size());
  const Owners& owners = owners_[vendor];
  if (std::ranges::binary_search(owners.sure, head)) return Truth::yes;
  if (owners.any || std::ranges::binary_search(owners.possible, head)) return Truth::unknown;
  return Truth::no;
}

}  // namespace relook::estate
