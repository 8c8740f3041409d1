// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "base/run.hpp"
#include "decision/decision.hpp"
#include "decision/facts.hpp"
#include "decision/finding.hpp"
#include "decision/rows_by_group.hpp"

namespace relook::decision {

/// For each finding of the evaluation that is a cap, the rows it counted, in their order; empty for
/// the others. What the arithmetic of a report can be checked by.
[[nodiscard]] Result<std::vector<std::vector<CountedRow>>> counted_rows(
    const Decision& decision, const Facts& facts, const std::vector<Finding>& findings,
    const Run& run);

/// Whether `what` asks about nothing but an element's own vendor, so that it can be answered by
/// vendor alone.
[[nodiscard]] bool asks_vendor_alone(const Selector& selector);

/// The answers of such a selector for sets of vendors, in their order.
[[nodiscard]] std::vector<Truth> select_vendors(
    const Selector& selector, const Facts& facts,
    const std::vector<std::vector<std::uint32_t>>& sets);

}  // namespace relook::decision
