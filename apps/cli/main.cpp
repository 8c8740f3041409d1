// SPDX-License-Identifier: Apache-2.0
// The door: words in, text and an exit code out.

#include <exception>
#include <new>
#include <span>
#include <string>

#include "cli/command_line.hpp"
#include "cli/signals.hpp"

namespace {

using namespace relook::cli;

ExitCode run(std::span<char* const> words, const std::stop_token& stop) {
  CommandLine line;
  const auto asked = line.read(words);
  if (const ExitCode* code = std::get_if<ExitCode>(&asked)) return *code;
  Session session(line.options(), stop);
  return std::get<Command*>(asked)->run(session);
}

}  // namespace

int main(int count, char** words) {
  const std::stop_token stop = watch_signals();
  ExitCode code = ExitCode::bug;
  try {
    code = run({words, static_cast<std::size_t>(count)}, stop);
  } catch (const std::bad_alloc&) {
    print_error("there is not enough memory for this");
    code = ExitCode::could_not;
  } catch (const std::exception& error) {
    print_error(std::string("this is a bug in relook; please report it with the command that you "
                            "gave: ") +
                error.what());
  }
  if (const int signal = caught_signal(); signal != 0) return kSignalBase + signal;
  return static_cast<int>(code);
}
