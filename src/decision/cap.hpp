// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "decision/rows_by_group.hpp"

namespace relook::decision {

/// Fills the finding of a `cap` from the rows of its group that may be in scope (SEMANTICS 6). Why
/// what counts in the part matches is left to be said by say_why.
void judge_cap(const AskedRule& asked, const GroupRowsView& rows, Finding& finding);

/// Fills what a judged finding of such a rule says besides its verdict: offenders, what would
/// settle it, what is to be found out.
void tell_cap(const AskedRule& asked, const GroupRowsView& rows, Finding& finding);

/// The same for kinds of rules that come down to a cap; says by `asked.reason` why what counts in
/// the part matches.
void judge_cap(const AskedRule& asked, std::span<const CountedRow> rows, Finding& finding);
/// The same from the answers for every row, where the scope has a reason.
void judge_cap(const Rule& rule, const Scope& scope, const Context& context,
               const std::vector<Member>& members, Finding& finding);

/// Fills the finding of a rule that asks for at least a share of the rows of its group: those that
/// match are in the part. What surely does not is listed where it breaches; what is to be found out
/// where it is undecided is left to be said.
void judge_kept(const AskedRule& asked, std::span<const CountedRow> rows, Finding& finding);

}  // namespace relook::decision
