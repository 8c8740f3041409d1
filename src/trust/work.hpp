// SPDX-License-Identifier: Apache-2.0
// Many independent jobs of one proof: shared between threads, stopped when asked, told about.

#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <mutex>
#include <string_view>
#include <vector>

#include "base/parallel.hpp"
#include "base/run.hpp"

namespace relook::trust {

class Work {
 public:
  Work(std::string_view what, std::size_t jobs, const Run& run)
      : what_(what), run_(run), done_(jobs) {}

  /// What each job may use of the run's budget: the same for all, so that a cut-off falls in the
  /// same place whatever the threads.
  [[nodiscard]] std::uint64_t budget() const {
    constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();
    return run_.budget == kAll ? kAll : run_.budget / std::max<std::size_t>(done_.size(), 1);
  }

  /// Calls `body(job, place)` for each job that is not stopped before; `place` is the same for the
  /// jobs of a chunk, and begins as `Place{}`.
  template <class Place, class Body>
  void for_each(const Body& body) {
    if (done_.empty()) return;
    const std::size_t chunk = std::clamp<std::size_t>(done_.size() / 128, 1, 64);
    parallel_chunks(
        done_.size(), run_.threads,
        [&](std::size_t, Chunk jobs) {
          Place place{};
          for (std::size_t job = jobs.begin; job < jobs.end; ++job) {
            if (run_.stop.stop_requested()) return;
            body(job, place);
            done_[job] = 1;
            tell();
          }
        },
        chunk);
  }

  [[nodiscard]] bool done(std::size_t job) const { return done_[job] != 0; }

 private:
  void tell() {
    const std::uint64_t finished = ++finished_;
    if (!run_.progress) return;
    const std::lock_guard lock(telling_);
    run_.tell({.what = what_, .done = finished, .total = done_.size()});
  }

  std::string_view what_;
  const Run& run_;
  std::vector<std::uint8_t> done_;
  std::atomic<std::uint64_t> finished_ = 0;
  std::mutex telling_;
};

}  // namespace relook::trust
