// SPDX-License-Identifier: Apache-2.0
#include "cli/session.hpp"

#include <cstdlib>
#include <system_error>
#include <utility>

#include "base/file.hpp"
#include "cli/version.hpp"

namespace relook::cli {
namespace {

std::filesystem::path own_path() {
  std::error_code code;
  return std::filesystem::read_symlink("/proc/self/exe", code);
}

}  // namespace

Session::Session(const GlobalOptions& options, std::stop_token stop)
    : options_(options), stop_(std::move(stop)) {}

const engine::Library* Session::library() {
  if (library_) return &*library_;
  std::filesystem::path given = options_.data;
  if (const char* data = std::getenv("RELOOK_DATA"); given.empty() && data != nullptr) {
    given = data;
  }
  const auto folder = engine::find_data(given, own_path());
  if (!folder) {
    fail(folder.error());
    return nullptr;
  }
  Read<engine::Library> read = engine::load_library(*folder);
  if (read.diagnostics.has_errors()) {
    print_diagnostics(read.diagnostics);
    return nullptr;
  }
  library_ = std::move(read.value);
  return &*library_;
}

std::optional<std::filesystem::path> Session::decision(const std::string& name) {
  if (library() == nullptr) return std::nullopt;
  auto file = engine::find_decision(name, library_->decisions);
  if (file) return *file;
  fail(file.error());
  return std::nullopt;
}

Run Session::run() {
  return {.stop = stop_,
          .progress = [this](const Progress& now) { meter_.show(now); },
          .threads = options_.threads};
}

ExitCode Session::fail(const engine::Failed& failed) {
  meter_.clear();
  print_diagnostics(failed.diagnostics);
  if (!failed.message.empty()) print_error(failed.message);
  return exit_code(failed.kind);
}

ExitCode Session::fail(const Error& error) {
  meter_.clear();
  print_error(to_string(error));
  return exit_code(error.kind);
}

void Session::warn(const Diagnostics& warnings) {
  meter_.clear();
  print_diagnostics(warnings);
}

ExitCode Session::show(report::Document document, ExitCode code) {
  meter_.clear();
  if (document.generator.empty()) document.generator = std::string(kProgramVersion);
  const Target target = options_.output.empty() ? Target::standard_output : Target::file;
  if (options_.format == report::Format::xlsx && target == Target::standard_output &&
      stdout_is_terminal()) {
    return fail(Error{ErrorKind::invalid_input,
                      "a workbook is nothing for a terminal; name a file with -o", "--format"});
  }
  const auto bytes = report::write(document, options_.format, text_style(options_.colours, target));
  if (!bytes) return fail(bytes.error());
  return put(*bytes, code);
}

ExitCode Session::show_text(std::string_view text, ExitCode code) {
  meter_.clear();
  return put(text, code);
}

ExitCode Session::put(std::string_view bytes, ExitCode code) {
  const Result<void> written =
      options_.output.empty() ? write_stdout(bytes) : write_file(options_.output, bytes);
  if (!written) return fail(written.error());
  return code;
}

}  // namespace relook::cli
