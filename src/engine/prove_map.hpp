// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/prove.hpp"
#include "report/document.hpp"

namespace relook::engine {

/// The network before and after the failures of a replay: what carries the demand, and what
/// competes with it. Empty where nothing on its paths has a place.
[[nodiscard]] std::vector<report::Map> replay_maps(const ProveResult& result, const Replay& replay);

/// How a path is drawn and written: bad where it crosses what is to be avoided.
[[nodiscard]] report::Tone path_tone(const ReplayedPath& path);

}  // namespace relook::engine
