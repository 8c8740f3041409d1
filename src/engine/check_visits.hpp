// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/check.hpp"
#include "report/document.hpp"

namespace relook::engine {

/// Adds the sample of sites to the report, where it was asked for: what visiting them can show,
/// where to go, what to look for there.
void add_visits(const CheckResult& result, report::Document& document);

/// The sample as the member "survey" of the contract; it was asked for.
[[nodiscard]] codec::Tree visits_tree(const CheckResult& result);

/// "5 of 14 sites in scope are drawn. If every visit finds what the estate says, then …".
[[nodiscard]] std::string shows_text(const Visits& visits);

/// "type plate: nokia?; note the model; function gNB?".
[[nodiscard]] std::string look_for_text(const Situation& situation, const ToInspect& one);

}  // namespace relook::engine
