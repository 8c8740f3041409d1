// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "britain/tables.hpp"

namespace relook::britain {

/// Writes the authority's list of sensitive places: a file beside the estate. None of them is a
/// real place; where they lie follows from the seed.
void write_places(Tables& tables);

}  // namespace relook::britain
