// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "decision/scope.hpp"

namespace relook::decision {

/// Fills the finding of a `cap` from the rows of its group (SEMANTICS 6).
void judge_cap(const Rule& rule, const Scope& scope, const Context& context,
               const std::vector<Member>& members, Finding& finding);

}  // namespace relook::decision
