// SPDX-License-Identifier: Apache-2.0
// Fields: what a dotted name means in a table, and of which type it is.

#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "decision/bound.hpp"
#include "decision/syntax.hpp"
#include "estate/schema.hpp"

namespace relook::decision {

/// References that a path may follow.
inline constexpr std::size_t kHopsMax = 8;
inline constexpr std::string_view kLayerField = "layer";

/// Why names between dots are no field: `part` is the one that is wrong.
struct PathFault {
  std::size_t part;
  std::string message;
};
/// Finds the field from a row of `start`. `more` are further names that would have been right in
/// the first place, for "did you mean".
[[nodiscard]] std::expected<Path, PathFault> resolve_path(const NamePath& names,
                                                          estate::TableId start,
                                                          std::span<const std::string_view> more);
/// Finds the row that a call such as `a.near(…)` is about: the names without the call's own.
[[nodiscard]] std::expected<Path, PathFault> resolve_row(const NamePath& names,
                                                         estate::TableId start);

/// Types of values. Two values can be compared where kind, target, unit and words are the same.
enum class ValueKind : std::uint8_t {
  text,
  reference,  ///< an id of `target`
  word,       ///< one of `words`
  yes_no,
  date,
  number,  ///< in `unit`
  texts,
  references,
};
struct ValueType {
  ValueKind kind;
  estate::TableId target = estate::TableId::operators;
  std::string_view unit = {};
  int digits = 0;
  std::span<const std::string_view> words = {};
};
[[nodiscard]] ValueType type_of(const Path& path);
[[nodiscard]] bool comparable(const ValueType& a, const ValueType& b);
/// "text", "a number of cells", "an id of sites"…: what stands behind "is".
[[nodiscard]] std::string type_text(const ValueType& type);

/// Whether the name is that of a field of some table that selectors can reach.
[[nodiscard]] bool is_field_name(std::string_view name);
/// Whether the name is a word of the language.
[[nodiscard]] bool is_language_word(std::string_view name);
/// The calls of the language, for "did you mean".
[[nodiscard]] std::span<const std::string_view> call_names();

/// "an element", "a link"…
[[nodiscard]] std::string_view row_noun(estate::TableId table);

}  // namespace relook::decision
