// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "decision/scope.hpp"

namespace relook::decision {

/// Makes the scope's matches the elements whose vendor is not shown by enough independent witnesses
/// that are recent enough (SEMANTICS 7.4).
///
/// A witness is a hardware supply in force on the day that names a vendor and was observed at most
/// `days` days before it. Two are independent when their sources differ. The declared cell counts
/// for one more, but only beside such a supply. A vendor is shown only where every witness names
/// the same one: an empty cell may name another. With supplies.csv missing nothing is known.
void add_know(const Rule& rule, const Context& context, Scope& scope);

/// Fills the finding of a `know` from the rows of its group; `measured` is the share that is shown.
void judge_know(const Rule& rule, const Scope& scope, const Context& context,
                const std::vector<Member>& members, Finding& finding);

}  // namespace relook::decision
