// SPDX-License-Identifier: Apache-2.0
// The members of one table of a map, each asked for once; what nobody asks for is an error.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "codec/tree.hpp"
#include "io/map.hpp"

namespace relook::io {

class Keys {
 public:
  /// `table` and `diagnostics` must outlive this; `what` names the table in messages. Where `table`
  /// is no object that is an error, and it is as if it were empty.
  Keys(const codec::Tree& table, std::string_view what, std::string_view file,
       Diagnostics& diagnostics);

  /// The member, or nothing where the table does not have it.
  [[nodiscard]] const codec::Tree* find(std::string_view name);
  /// As `find`, and of that type, else an error.
  [[nodiscard]] std::optional<std::string> text(std::string_view name);
  [[nodiscard]] std::optional<bool> flag(std::string_view name);
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name);
  /// A text or a list of texts.
  [[nodiscard]] std::optional<std::vector<MapWord>> words(std::string_view name);
  [[nodiscard]] std::optional<std::vector<std::string>> texts(std::string_view name);
  /// The list's elements; a single value counts as a list of one.
  [[nodiscard]] std::span<const codec::Tree> list(std::string_view name);

  void error(Position at, std::string message);
  [[nodiscard]] Position at() const { return table_.at; }
  [[nodiscard]] std::string_view file() const { return file_; }
  [[nodiscard]] Diagnostics& diagnostics() { return diagnostics_; }
  [[nodiscard]] const codec::Tree& table() const { return table_; }

  /// Errors for members that were not asked for; `others` are allowed besides.
  void finish(std::span<const std::string_view> others = {});

 private:
  const codec::Tree& table_;
  std::string what_;
  std::string file_;
  Diagnostics& diagnostics_;
  std::vector<std::string_view> asked_;
};

/// One of the words at the place, or an error with the nearest.
[[nodiscard]] std::optional<std::size_t> find_word(const MapWord& word,
                                                   std::span<const std::string_view> words,
                                                   std::string_view what, std::string_view file,
                                                   Diagnostics& diagnostics);

}  // namespace relook::io
