// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "base/run.hpp"
#include "cli/exit_code.hpp"
#include "cli/progress.hpp"
#include "cli/screen.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "report/document.hpp"
#include "report/write.hpp"

namespace relook::cli {

/// Options that every command takes.
struct GlobalOptions {
  report::Format format = report::Format::table;
  std::filesystem::path output = {};  ///< empty: standard output
  std::filesystem::path data = {};    ///< empty: RELOOK_DATA, or beside the program
  unsigned threads = 0;
  Colours colours = Colours::as_the_terminal;
};

/// What a command has at hand while it runs, and how it says what came out.
class Session {
 public:
  Session(const GlobalOptions& options, std::stop_token stop);

  /// The registry, the functions and the decisions; null where they cannot be read, which has then
  /// been said.
  [[nodiscard]] const engine::Library* library();
  /// The file of a decision by its name; nothing where there is none, which has then been said.
  [[nodiscard]] std::optional<std::filesystem::path> decision(const std::string& name);
  [[nodiscard]] Run run();

  /// The blocks of a document that the chosen format shows.
  [[nodiscard]] report::Shown wanted() const { return report::shown_in(options_.format); }

  /// Says why it failed and gives the exit code for that.
  ExitCode fail(const engine::Failed& failed);
  ExitCode fail(const Error& error);
  void warn(const Diagnostics& warnings);
  /// Writes the document where and how the options say. `code` where that went well.
  ExitCode show(report::Document document, ExitCode code);
  /// The same for text that has one form only.
  ExitCode show_text(std::string_view text, ExitCode code);

 private:
  ExitCode put(std::string_view bytes, ExitCode code);

  GlobalOptions options_;
  std::stop_token stop_;
  ProgressMeter meter_;
  std::optional<engine::Library> library_;
};

}  // namespace relook::cli
