// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "decision/outside.hpp"

namespace relook::engine {

/// Of each demand, whether the rule's cap counts it, and whether it crosses `what` today: on one of
/// its least-cost paths, its ends included (SEMANTICS 7.5, 9.3). The proof of an `avoid` without
/// any failure says it, so what leaves that open leaves this open.
[[nodiscard]] decision::OutsideRows crossing_demands(const decision::OutsideQuestion& question);

}  // namespace relook::engine
