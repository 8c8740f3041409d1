// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "estate/draft.hpp"
#include "estate/freeze.hpp"
#include "estate/functions.hpp"

namespace relook::estate {

/// Reports what only the whole can show: dates that run backwards, circles, changes that cannot be
/// (SEMANTICS 3.4), spans that cannot be read, functions that nobody knows. A cell that could not
/// be read is as good as unknown here and gives no further fault.
void check_whole(EstateDraft& draft, const Frozen& frozen, const Functions& functions);

}  // namespace relook::estate
