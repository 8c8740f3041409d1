// SPDX-License-Identifier: Apache-2.0
#include "cli/screen.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <string>

namespace relook::cli {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

std::size_t width() {
  constexpr std::size_t kPlain = 80;
  constexpr std::size_t kMax = 1000;
  const std::string_view columns = environment("COLUMNS");
  std::size_t wanted = 0;
  const auto [end, fault] =
      std::from_chars(columns.data(), columns.data() + columns.size(), wanted);
  if (!columns.empty() && fault == std::errc() && end == columns.data() + columns.size() &&
      wanted > 0) {
    return wanted < kMax ? wanted : kMax;
  }
  winsize size{};
  if (stdout_is_terminal() && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return size.ws_col;
  }
  return kPlain;
}

// The locale's character set, by the rules of setlocale(3): the first of these that is set.
bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string_view value = environment(name);
    if (value.empty()) continue;
    return value.contains("UTF-8") || value.contains("utf8") || value.contains("utf-8");
  }
  return false;
}

std::string count_line(const Diagnostics& diagnostics) {
  const auto counted = [](std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
  };
  const std::size_t all = diagnostics.error_count() + diagnostics.warning_count();
  std::string line;
  if (diagnostics.has_errors()) line = counted(diagnostics.error_count(), "error");
  if (diagnostics.warning_count() > 0) {
    line += (line.empty() ? "" : ", ") + counted(diagnostics.warning_count(), "warning");
  }
  if (diagnostics.kept().size() < all) {
    line += fmt::format(", of which {} are shown", diagnostics.kept().size());
  }
  return line;
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

bool stdout_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }
bool stderr_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

report::TextStyle text_style(Colours colours, Target target) {
  const bool terminal = target == Target::standard_output && stdout_is_terminal();
  report::TextStyle style;
  style.width = width();
  style.colour = terminal && colours == Colours::as_the_terminal &&
                 environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  style.unicode = !terminal || locale_is_utf8();
  return style;
}

Result<void> write_stdout(std::string_view bytes) {
  if (write_all(STDOUT_FILENO, bytes) || errno == EPIPE) return {};
  return failure(ErrorKind::io, std::string("cannot be written: ") + std::strerror(errno),
                 "standard output");
}

void write_stderr(std::string_view text) { (void)write_all(STDERR_FILENO, text); }

void print_error(std::string_view message) {
  write_stderr(fmt::format("relook: error: {}\n", message));
}

void print_diagnostics(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.sorted()) text += to_string(diagnostic) + "\n";
  if (!text.empty()) text += count_line(diagnostics) + "\n";
  write_stderr(text);
}

}  // namespace relook::cli
