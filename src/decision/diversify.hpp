// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "decision/scope.hpp"

namespace relook::decision {

/// Fills the finding of a `diversify` from the rows of its group: how many families stand in it at
/// the least and at the most, over every way of filling in what is unknown (SEMANTICS 7.3), the
/// largest family's share, and the Herfindahl-Hirschman index. Families are counted by their heads:
/// vendors that nobody owns. A vendor with several heads may count for any one of them.
///
/// The bounds are sound and mostly exact: the least count is a packing of candidate sets that have
/// nothing in common, the most a matching of heads (or of vendors) to elements.
void judge_diversify(const Rule& rule, const Scope& scope, const Context& context,
                     const std::vector<Member>& members, Finding& finding);

}  // namespace relook::decision
