// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/diagnostic.hpp"
#include "base/run.hpp"
#include "decision/decision.hpp"
#include "decision/facts.hpp"

namespace relook::engine {

/// An error at each rule of which `weight_min` or `weight_max` is refuted by known cells of rows in
/// service that its `of` may match: one of the two is wrong, and which is not known. `file` is the
/// decision's.
[[nodiscard]] Diagnostics weights_outside(const decision::Decision& decision,
                                          const decision::Facts& facts, const std::string& file,
                                          const Run& run);

}  // namespace relook::engine
