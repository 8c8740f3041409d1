// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "decision/outside.hpp"

namespace relook::engine {

/// Of each element, or of each demand where the rule measures those, whether it is still served
/// once every element that matches `what` has stopped, and with these what is hosted on them or
/// managed by them (blackout.hpp). Elements outside the estate are not counted, and do not stop
/// of themselves.
[[nodiscard]] decision::OutsideRows served_rows(const decision::OutsideQuestion& question);

}  // namespace relook::engine
