// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

namespace relook::cli {

/// From now on: SIGINT and SIGTERM ask for a stop through the token; a second one, or work that
/// does not heed the first within seconds, ends the program at once with 128 + the signal's
/// number. A broken contract ends it with exit code 4. A pipe that nobody reads is no signal.
/// Call it once, before any other thread starts.
[[nodiscard]] std::stop_token watch_signals();

/// The signal that asked for a stop, or 0.
[[nodiscard]] int caught_signal();

}  // namespace relook::cli
