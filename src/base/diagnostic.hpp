// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace relook {

/// A place in a text that a person can go to. Line and column count from 1, columns in bytes;
/// 0 means that the finding is about the whole file.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  friend auto operator<=>(const Position&, const Position&) = default;
};

enum class Severity { error, warning };

/// A finding about an input, placed where a person can look.
struct Diagnostic {
  std::string file;
  Position at;
  Severity severity = Severity::error;
  std::string message;  ///< what is wrong and what to do about it

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// "file:line:column: error: message"; without a position, "file: error: message".
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);

/// All that was found wrong with the inputs of one run. Keeps the first `kKept` of each severity
/// and counts the rest, so that a hostile file cannot fill the memory.
class Diagnostics {
 public:
  static constexpr std::size_t kKept = 10'000;

  void error(std::string_view file, Position at, std::string message);
  void warning(std::string_view file, Position at, std::string message);
  void append(Diagnostics other);

  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return errors_; }
  [[nodiscard]] std::size_t warning_count() const { return warnings_; }
  /// In order of file, then place; errors before warnings at the same place.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;
  [[nodiscard]] const std::vector<Diagnostic>& kept() const { return kept_; }

 private:
  std::vector<Diagnostic> kept_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

/// What could be read, and everything that could not. `value` may be used only where
/// `diagnostics` has no errors, unless its reader says otherwise.
template <class T>
struct Read {
  T value;
  Diagnostics diagnostics;
};

}  // namespace relook
