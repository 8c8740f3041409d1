// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "decision/decision.hpp"

namespace relook::decision {

/// For each rule of the decision, in order, the parameters that what it asks may hang on: those
/// that stand for one of its keys, those that its selectors name, and those that the terms and the
/// selectors of these name in turn, whichever of their readings is chosen. Those of `applies_to`
/// are every rule's. May name one that makes no difference; never leaves out one that does.
/// `bytes` are those of a decision that read_decision has read without a fault.
[[nodiscard]] std::vector<std::set<std::string>> parameters_read(std::string_view bytes,
                                                                 const DecisionOptions& options);

}  // namespace relook::decision
