// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/check.hpp"
#include "report/document.hpp"

namespace relook::engine {

/// Adds the readings to the report, where they were asked for: under how many the decision is met,
/// and which decide it.
void add_readings(const CheckResult& result, report::Document& document);

/// "conforms under 6 of 8 readings, breaches under 2".
[[nodiscard]] std::string readings_text(const Readings& readings);

}  // namespace relook::engine
