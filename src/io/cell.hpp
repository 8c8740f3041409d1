// SPDX-License-Identifier: Apache-2.0
// One cell of an estate from the fields of one row of somebody's table, by a rule of the map.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/truth.hpp"
#include "io/map.hpp"

namespace relook::io {

/// A field of a row as it stands in the table.
struct Field {
  std::string_view text;
  Position at;
};

/// The names of a table's columns, as rules are bound to them.
struct Header {
  std::string file;
  std::vector<std::string_view> names;
  std::vector<bool> used = {};  ///< by number; set by `bind_row`
};

/// A rule with the numbers of the fields that it asks.
struct BoundCell {
  const CellRule* rule;
  std::vector<std::size_t> fields;  ///< one for each piece; unused for literal text
};
struct BoundCondition {
  const Condition* condition;
  std::size_t field;
  std::optional<std::size_t> shown_by;
};
struct BoundRow {
  const RowRule* rule;
  std::vector<BoundCondition> when;
  std::vector<BoundCell> cells;
};

/// Finds the rule's columns in the header and marks them as used. A name that is not there, or
/// there twice, is an error at its place in the map.
[[nodiscard]] BoundRow bind_row(const RowRule& rule, Header& header, std::string_view map_file,
                                Diagnostics& diagnostics);
[[nodiscard]] std::vector<BoundCell> bind_cells(std::span<const CellRule> rules, Header& header,
                                                std::string_view map_file,
                                                Diagnostics& diagnostics);

/// What a rule made of a row's fields.
struct CellOutcome {
  std::string text = {};     ///< in the notation of an estate
  Position at = {};          ///< of the field it came from
  std::string refusal = {};  ///< why it could not be read; empty where it could
  bool rounded = false;
  int grid_square_metres = 0;  ///< of a grid reference that was converted; 1 for an easting
  bool too_coarse = false;     ///< a grid reference that was left unknown

  [[nodiscard]] bool refused() const { return !refusal.empty(); }
};

[[nodiscard]] CellOutcome read_cell(const BoundCell& cell, std::span<const Field> fields,
                                    const estate::ColumnSchema& column,
                                    std::span<const ValueTable> values);

struct ConditionOutcome {
  Truth holds = Truth::yes;
  std::string reason = {};   ///< what was found, where it does not hold
  std::string refusal = {};  ///< where the fields contradict one another or cannot be read
  Position at = {};
};

[[nodiscard]] ConditionOutcome ask(const BoundCondition& condition, std::span<const Field> fields,
                                   const Header& header);

/// Why a text such as `-` is refused where the map does not explain it.
[[nodiscard]] std::string ambiguous_marker(std::string_view text);

}  // namespace relook::io
