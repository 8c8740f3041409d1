// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <stop_token>
#include <string_view>

namespace relook {

/// How far a long piece of work has come: `done` of `total` steps of what `what` names.
struct Progress {
  std::string_view what;
  std::uint64_t done;
  std::uint64_t total;
};

/// What long work is given by its caller: when to stop, whom to tell, how much it may use. The
/// budget counts steps and not seconds, so that a cut-off falls in the same place every time.
struct Run {
  std::stop_token stop;
  /// Called now and then from one thread at a time; empty where nobody looks.
  std::function<void(const Progress&)> progress;
  /// 0 is as many as there are processors.
  unsigned threads = 0;
  std::uint64_t budget = std::numeric_limits<std::uint64_t>::max();

  void tell(const Progress& now) const {
    if (progress) progress(now);
  }
};

}  // namespace relook
