// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "decision/outside.hpp"

namespace relook::engine {

/// What a decision's evaluation asks of other modules, answered by them: `avoid` by the proof that
/// `relook prove` makes, over all demands and on the facts that the evaluation sees, a cap by
/// demand by the same without failures, and `withstand` as `relook exposure --off` sees what is
/// left.
[[nodiscard]] const decision::Outside& answer_outside();

}  // namespace relook::engine
