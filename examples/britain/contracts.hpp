// SPDX-License-Identifier: Apache-2.0
// Contracts behind core functions that a rule on services meets: see docs/britain.md.

#pragma once

#include "britain/sites.hpp"
#include "britain/tables.hpp"

namespace relook::britain {

/// Writes them: whatever the scale, one of each kind.
void write_contracts(Tables& tables, const Ground& ground);

}  // namespace relook::britain
