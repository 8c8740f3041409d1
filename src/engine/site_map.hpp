// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/check.hpp"
#include "report/document.hpp"

namespace relook::engine {

/// Every site of the estate by the worst that stands there: an offender of a breached requirement,
/// something that may be one, or neither. All offenders count, listed or not; sites without a
/// place are counted beneath the map, and so is what stands at no known site.
[[nodiscard]] report::Map site_map(const CheckResult& result);

}  // namespace relook::engine
