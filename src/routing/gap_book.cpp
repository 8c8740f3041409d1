// SPDX-License-Identifier: Apache-2.0
#include "routing/gap_book.hpp"

#include <algorithm>

namespace relook::routing {

void GapBook::note(Bearing bearing, std::span<const std::uint32_t> parts, estate::ColumnRef column,
                   std::uint32_t row) {
  if (!estate_.column(column).present()) return note_missing(bearing, graph::kNoIndex, column);
  for (const std::uint32_t part : parts) {
    Cells& cells = cells_[{bearing, part, column}];
    ++cells.count;
    cells.first = std::min(cells.first, row);
  }
}

void GapBook::note_everywhere(Bearing bearing, estate::ColumnRef column, std::uint32_t row) {
  note(bearing, std::span(&graph::kNoIndex, 1), column, row);
}

void GapBook::note_missing(Bearing bearing, std::uint32_t part, estate::ColumnRef column) {
  cells_.try_emplace({bearing, part, column});
}

std::vector<Gap> GapBook::gaps() const {
  std::vector<Gap> out;
  out.reserve(cells_.size());
  for (const auto& [key, cells] : cells_) {
    out.push_back({key.bearing, key.part, key.column, cells.count, cells.first});
  }
  return out;
}

}  // namespace relook::routing
