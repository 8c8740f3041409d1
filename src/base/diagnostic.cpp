// SPDX-License-Identifier: Apache-2.0
#include "base/diagnostic.hpp"

#include <algorithm>
#include <tuple>

namespace relook {

std::string to_string(const Diagnostic& diagnostic) {
  std::string text = diagnostic.file;
  if (diagnostic.at.line > 0) {
    text += ':' + std::to_string(diagnostic.at.line);
    if (diagnostic.at.column > 0) text += ':' + std::to_string(diagnostic.at.column);
  }
  if (!text.empty()) text += ": ";
  text += diagnostic.severity == Severity::error ? "error: " : "warning: ";
  return text + diagnostic.message;
}

void Diagnostics::error(std::string_view file, Position at, std::string message) {
  if (errors_++ < kKept) {
    kept_.push_back({std::string(file), at, Severity::error, std::move(message)});
  }
}

void Diagnostics::warning(std::string_view file, Position at, std::string message) {
  if (warnings_++ < kKept) {
    kept_.push_back({std::string(file), at, Severity::warning, std::move(message)});
  }
}

void Diagnostics::append(Diagnostics other) {
  std::size_t other_kept_errors = 0;
  std::size_t other_kept_warnings = 0;
  for (Diagnostic& d : other.kept_) {
    if (d.severity == Severity::error) {
      ++other_kept_errors;
      error(d.file, d.at, std::move(d.message));
    } else {
      ++other_kept_warnings;
      warning(d.file, d.at, std::move(d.message));
    }
  }
  errors_ += other.errors_ - other_kept_errors;
  warnings_ += other.warnings_ - other_kept_warnings;
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> all = kept_;
  std::ranges::stable_sort(all, [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.file, a.at, a.severity) < std::tie(b.file, b.at, b.severity);
  });
  return all;
}

}  // namespace relook
