// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "engine/check.hpp"
#include "report/matrix.hpp"

namespace relook::engine {

/// Operators and requirements: the worst of what was found of each operator under each requirement.
/// What is asked of all operators together has a row of its own. Nothing where findings speak of
/// fewer than two operators.
[[nodiscard]] std::optional<report::Matrix> check_matrix(const CheckResult& result);

}  // namespace relook::engine
