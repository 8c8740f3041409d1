// SPDX-License-Identifier: Apache-2.0
// A handler may do next to nothing, and asking a stop_source to stop is more than that. So the
// signals are blocked everywhere and a thread of their own waits for them.

#include "cli/signals.hpp"

#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <thread>

#include "cli/exit_code.hpp"

namespace relook::cli {
namespace {

constexpr time_t kPatienceSeconds = 3;

std::atomic<int> caught = 0;

void on_abort(int) {
  constexpr char kText[] =
      "relook: this is a bug in relook. Please report the line above and the command that you "
      "gave.\n";
  const ssize_t ignored = ::write(STDERR_FILENO, kText, sizeof kText - 1);
  (void)ignored;
  ::_exit(static_cast<int>(ExitCode::bug));
}

}  // namespace

std::stop_token watch_signals() {
  std::signal(SIGABRT, on_abort);
  std::signal(SIGPIPE, SIG_IGN);
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGINT, SIGTERM}) {
    // What whoever started the program chose to ignore (nohup, a background job) stays ignored.
    struct sigaction action{};
    sigaction(number, nullptr, &action);
    if (action.sa_handler != SIG_IGN) sigaddset(&set, number);
  }
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::stop_source source;
  std::stop_token token = source.get_token();
  std::thread([set, source]() mutable {
    int number = 0;
    if (sigwait(&set, &number) != 0) return;
    caught = number;
    source.request_stop();
    const timespec patience{.tv_sec = kPatienceSeconds, .tv_nsec = 0};
    sigtimedwait(&set, nullptr, &patience);
    ::_exit(kSignalBase + number);
  }).detach();
  return token;
}

int caught_signal() { return caught; }

}  // namespace relook::cli
