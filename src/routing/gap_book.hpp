// SPDX-License-Identifier: Apache-2.0
// Collects what is not known about a network, cell by cell.

#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "estate/estate.hpp"
#include "routing/topology.hpp"

namespace relook::routing {

class GapBook {
 public:
  /// The estate must outlive the book.
  explicit GapBook(const estate::Estate& estate) : estate_(estate) {}

  /// A cell that is not known and matters to these parts. Of a column that is not there the whole
  /// column is, and to all parts.
  void note(Bearing bearing, std::span<const std::uint32_t> parts, estate::ColumnRef column,
            std::uint32_t row);
  /// A cell that matters to all parts.
  void note_everywhere(Bearing bearing, estate::ColumnRef column, std::uint32_t row);
  /// A table that is not there, or a column of it.
  void note_missing(Bearing bearing, std::uint32_t part, estate::ColumnRef column);

  /// By bearing, part and column.
  [[nodiscard]] std::vector<Gap> gaps() const;

 private:
  struct Key {
    Bearing bearing;
    std::uint32_t part;
    estate::ColumnRef column;

    friend auto operator<=>(const Key&, const Key&) = default;
  };
  struct Cells {
    std::uint64_t count = 0;
    std::uint32_t first = graph::kNoIndex;
  };

  const estate::Estate& estate_;
  std::map<Key, Cells> cells_;
};

}  // namespace relook::routing
