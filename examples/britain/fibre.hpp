// SPDX-License-Identifier: Apache-2.0
// Full fibre: head-ends (OLT) at the handovers with the premises they cover.

#pragma once

#include "britain/sites.hpp"
#include "britain/tables.hpp"

namespace relook::britain {

void write_fibre(Tables& tables, const Ground& ground);

}  // namespace relook::britain
