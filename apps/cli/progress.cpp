// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "cli/screen.hpp"

namespace relook::cli {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBarWidth = 30;

std::uint64_t share_of(const Progress& now, std::uint64_t whole) {
  if (now.total == 0) return 0;
  const double share = static_cast<double>(now.done) / static_cast<double>(now.total);
  return static_cast<std::uint64_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(whole));
}

}  // namespace

ProgressMeter::ProgressMeter()
    : terminal_(stderr_is_terminal()), next_(Clock::now() + (terminal_ ? 1s : 10s)) {}

void ProgressMeter::show(const Progress& now) {
  const Clock::time_point time = Clock::now();
  if (time < next_) return;
  if (!terminal_) {
    next_ = time + 10s;
    write_stderr(fmt::format("{}: {} of {}\n", now.what, now.done, now.total));
    return;
  }
  next_ = time + 100ms;
  drawn_ = true;
  const auto filled = static_cast<std::size_t>(share_of(now, kBarWidth));
  write_stderr(fmt::format("\r{} [{}{}] {:>3} %", now.what, std::string(filled, '#'),
                           std::string(kBarWidth - filled, ' '), share_of(now, 100)));
}

void ProgressMeter::clear() {
  // Back to the start of the line and erase it (ECMA-48, EL).
  if (drawn_) write_stderr("\r\x1b[K");
  drawn_ = false;
}

}  // namespace relook::cli
