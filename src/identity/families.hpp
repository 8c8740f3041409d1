// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/date.hpp"
#include "estate/estate.hpp"
#include "estate/judgement.hpp"

namespace relook::identity {

/// Who is owned by whom on the day, from the registry's and the estate's rows together
/// (SEMANTICS 4.1, 4.4). A row whose dates do not settle whether it holds makes its parents
/// possible; an empty parent makes any parent possible, and so does, for every vendor, an estate
/// without ownership.csv: it could have added a parent, and not telling must not help.
/// Takes O(V * E) time for V vendors and E rows of ownership.
[[nodiscard]] estate::Families families_on(const estate::Estate& estate, Date day);

}  // namespace relook::identity
