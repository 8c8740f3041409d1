// SPDX-License-Identifier: Apache-2.0
// How values read, whatever the format: numbers, shares, tones.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/document.hpp"

namespace relook::report {

enum class Charset { ascii, unicode };

/// A sign for the tone; neutral has none.
[[nodiscard]] std::string_view sign_of(Tone tone, Charset charset);
/// The tone in a word, for who cannot see a colour; neutral has none.
[[nodiscard]] std::string_view word_of(Tone tone);

/// "17,204".
[[nodiscard]] std::string grouped(Int128 value);
/// "35 %" or "7/20": a limit as it stands beside a measured share.
[[nodiscard]] std::string limit_text(const Share& limit);
/// "35.01 %", "-" of nothing, "12 of ?" of a whole that has no bound.
[[nodiscard]] std::string share_text(const Proportion& proportion);
/// "7/20", "7/?".
[[nodiscard]] std::string fraction_text(const Fraction& fraction);
/// The bar's interval with its fractions: its own words, or "34.2 % to 36.1 % (171/500 to …)".
[[nodiscard]] std::string interval_text(const Bar& bar);

/// Where a bar's bounds and its limit fall on a scale of `steps`: rounded, but a bound that is not
/// above the limit never lies beyond it, and one that is never before it or on it.
struct BarPlaces {
  std::size_t low;
  std::size_t high;
  std::optional<std::size_t> limit;
};
[[nodiscard]] BarPlaces places_of(const Bar& bar, std::size_t steps);

/// The decimals that a column of decimals needs so that all its points stand in one line.
[[nodiscard]] int decimals_of(const Table& table, std::size_t column);

/// How a person reads the cells of one column of a table.
class CellReader {
 public:
  CellReader(const Table& table, std::size_t column);

  /// The value in words, escaped for nothing. A badge is its word alone.
  [[nodiscard]] std::string operator()(const Cell& cell) const;

 private:
  bool fraction_beside_;
  int decimals_;
};

/// One reader for each column.
[[nodiscard]] std::vector<CellReader> cell_readers(const Table& table);

/// The header and, where there is one, the unit.
[[nodiscard]] std::string header_text(const Column& column);
/// `by_kind` resolved: numbers and shares right, all else left.
[[nodiscard]] Align align_of(const Column& column);

/// The rows that a reading format shows, and the sentence on those it does not; empty where all
/// are there.
[[nodiscard]] std::size_t rows_read(const Table& table);
[[nodiscard]] std::string left_out_text(const Table& table, std::size_t rows_shown);

/// "3 bad, 120 good": the points of a map by tone, worst first, in the words of its legend.
[[nodiscard]] std::string points_text(const Map& map);
/// What the map cannot show, and its notes: a sentence each.
[[nodiscard]] std::vector<std::string> beneath(const Map& map);
/// The map in words, for formats that draw none; nothing where it has nothing to say.
[[nodiscard]] std::string map_text(const Map& map);
/// The counts of one mark that stands for many, worst first, in the legend's brief words.
using ToneCounts = std::array<std::uint64_t, 5>;  // by `Tone`
[[nodiscard]] std::string counts_text(const Map& map, const ToneCounts& counts);
/// What the tone stands for on this map.
[[nodiscard]] std::string legend_text(const Map& map, Tone tone);

}  // namespace relook::report
