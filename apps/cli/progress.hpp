// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "base/run.hpp"

namespace relook::cli {

/// Shows how far long work has come, on standard error: on a terminal a bar, after a second;
/// elsewhere a line now and then, and none for work of a few seconds.
class ProgressMeter {
 public:
  ProgressMeter();

  void show(const Progress& now);
  /// Takes the bar away.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool terminal_;
  bool drawn_ = false;
  Clock::time_point next_;
};

}  // namespace relook::cli
