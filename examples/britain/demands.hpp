// SPDX-License-Identifier: Apache-2.0
// Traffic that somebody cares about, and the outside ends that it has.

#pragma once

#include "britain/sites.hpp"
#include "britain/tables.hpp"

namespace relook::britain {

/// Writes the ends outside (an embassy, landing stations of an American operator, control rooms,
/// government offices) with the links that join them, and a demand of every class except those
/// that start at a mast.
void write_demands(Tables& tables, const Ground& ground);

}  // namespace relook::britain
