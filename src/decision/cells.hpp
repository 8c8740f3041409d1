// SPDX-License-Identifier: Apache-2.0
// One cell, as a selector sees it: what is known of a date, a text, a list.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/truth.hpp"
#include "decision/bound.hpp"
#include "decision/facts.hpp"

namespace relook::decision {

/// The days on which something may be, ends included. An open end and "not yet" are the day after
/// every day; before as_of, and unknown, begin before every day (SEMANTICS 2.4).
struct DayRange {
  std::int64_t low;
  std::int64_t high;
};
inline constexpr std::int64_t kBeforeAllDays = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kAfterAllDays = std::numeric_limits<std::int64_t>::max();

/// `defaulted` is whether an empty cell is an open end.
struct DayReading {
  bool defaulted;
  Date as_of;
};
[[nodiscard]] DayRange day_range(std::int32_t day, const DayReading& reading);
[[nodiscard]] DayRange day_range(const DateOperand& operand, Date on);
/// Yes or no only if it is so whatever the two days are.
[[nodiscard]] Truth compare(const DayRange& a, Order order, const DayRange& b);

/// Whether an empty cell states a default: not in a table of which nothing is known.
[[nodiscard]] bool is_defaulted(const Facts& facts, estate::ColumnRef ref);
/// The column; nullptr where the file or the column is not there, and every row is unknown.
[[nodiscard]] const estate::Column* find_column(const Facts& facts, estate::ColumnRef ref);

/// What a path leads to, the vendors left out.
enum class Arrived : std::uint8_t { row, unknown, none };
struct Arrival {
  Arrived arrived = Arrived::row;
  std::uint32_t row = 0;
  /// The cell that is unknown or none.
  estate::ColumnRef stopped_column{};
  std::uint32_t stopped_row = 0;
};
[[nodiscard]] Arrival follow(const Path& path, const Facts& facts, std::uint32_t row);

/// The judgements on the table that the path reaches.
[[nodiscard]] const estate::Judgements& judgements_of(const Facts& facts, estate::TableId table);

/// A text, word, layer, id or yes/no in the row at the path's end.
struct TextCell {
  Arrived is = Arrived::row;  ///< `row` where there is a text
  std::string_view text = {};
};
[[nodiscard]] TextCell text_cell(const Path& path, const Facts& facts, std::uint32_t end_row);
/// The cell at the path's end as people write it; "" unknown, "-" none.
[[nodiscard]] std::string shown_cell(const Path& path, const Facts& facts, std::uint32_t end_row);

/// True of all, of none, or unknown; of no candidate at all, no.
[[nodiscard]] Truth judged(const std::vector<Truth>& candidates);

/// `left order right` for a row of the table that both start in.
[[nodiscard]] Truth ask_pair(const FieldPair& pair, const Facts& facts, std::uint32_t row);

/// Whether the vendor belongs to the family of one of the heads.
[[nodiscard]] Truth in_families(const InFamily& test, const Facts& facts, std::uint32_t vendor);

/// Whether the function of that name has the property; unknown where it is in no table.
[[nodiscard]] Truth has_property(const HasProperty& test, const Facts& facts,
                                 std::string_view function);

/// Whether the site is near this place.
[[nodiscard]] Truth near_place(const NearPlace& test, const Facts& facts, std::uint32_t site,
                               std::uint32_t place);
/// Whether the site is near any place; passes over those whose latitude alone is too far.
[[nodiscard]] Truth near_any_place(const NearPlace& test, const Facts& facts, std::uint32_t site);

}  // namespace relook::decision
