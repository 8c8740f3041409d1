// SPDX-License-Identifier: Apache-2.0
// What stands on one mast.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "britain/operators.hpp"
#include "britain/sites.hpp"
#include "britain/tables.hpp"

namespace relook::britain {

enum class Busy { busiest, busy, quiet };
enum class FiveGState { never, now, planned };

struct Mast {
  const Operator* owner;
  std::size_t which_operator;
  std::string id;
  Setting setting;
  Point at;
  const Handover* handover;
  Busy busy = Busy::quiet;
  FiveGState five_g = FiveGState::never;
  std::string_view radio_vendor = "";
  std::string_view five_g_vendor = "";
  std::string_view router_vendor = "";
  bool swapped = false;    ///< whether the plan replaces its 5G after three years
  bool shared = false;     ///< with the owner's partner
  bool emergency = false;  ///< carries the emergency services
  bool rail = false;       ///< carries the railway's radio
  bool odd_hop = false;    ///< whether its microwave is from a maker that was advised against
};

/// Writes its elements, their dependencies and links, what is planned for them, and a demand where
/// the emergency services or the railway are on it.
void write_mast(Tables& tables, const Mast& mast, Random& random);

}  // namespace relook::britain
