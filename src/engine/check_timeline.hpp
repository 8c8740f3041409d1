// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/check.hpp"
#include "report/document.hpp"

namespace relook::engine {

/// Adds the timeline to the report, where it was asked for: what was found when, which breaches
/// last since when, what is left to do and at which pace.
void add_timeline(const CheckResult& result, report::Document& document);

}  // namespace relook::engine
