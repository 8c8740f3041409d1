// SPDX-License-Identifier: Apache-2.0
// The rows of several estates on their way into one. Private to the join.

#pragma once

#include <vector>

#include "estate/builder.hpp"
#include "estate/join.hpp"

namespace relook::estate {

/// Adds the rows of a table that each estate has for itself, their ids behind their scopes.
void add_scoped_rows(EstateBuilder& builder, const ScopedEstate& part, TableId table);

/// Adds operators, vendors and ownership, each row once however many estates have it. Reports where
/// they disagree.
void add_shared_rows(EstateBuilder& builder, const std::vector<ScopedEstate>& parts);

}  // namespace relook::estate
