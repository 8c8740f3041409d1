// SPDX-License-Identifier: Apache-2.0
// Rows times the longest text of each column is found by looking at dictionaries alone and settles
// nearly every file; only where that is too much, rows are counted one by one.

#include "store/text_size.hpp"

#include <algorithm>
#include <vector>

#include "base/parallel.hpp"
#include "estate/column.hpp"
#include "store/check.hpp"

namespace relook::store {
namespace {

using namespace estate;

constexpr std::uint64_t kNumberBytesMax = 24;  // also of a date, yes and no, a short word

// Lengths by code.
using Lengths = std::vector<std::uint64_t>;

Lengths lengths_of(const Layout& layout, const TextSections& texts) {
  const auto offsets = numbers_of<std::uint64_t>(layout, *texts.offsets);
  Lengths lengths;
  lengths.reserve(offsets.size());
  for (std::size_t i = 1; i < offsets.size(); ++i) lengths.push_back(offsets[i] - offsets[i - 1]);
  return lengths;
}

std::uint64_t longest_of(const Layout& layout, const TextSections& texts) {
  const auto offsets = numbers_of<std::uint64_t>(layout, *texts.offsets);
  return parallel_reduce(
      offsets.size() - 1, 0, std::uint64_t{0},
      [&](Chunk chunk) {
        std::uint64_t longest = 0;
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
          longest = std::max(longest, offsets[i + 1] - offsets[i]);
        }
        return longest;
      },
      [](std::uint64_t& total, std::uint64_t part) { total = std::max(total, part); });
}

struct Sizer {
  const Layout& layout;
  const Sections& sections;

  [[nodiscard]] const TextSections& ids_of(TableId id) const {
    const auto found = std::ranges::find(sections.tables, id, &TableSections::id);
    return found == sections.tables.end() ? sections.vendor_ids : found->ids;
  }

  // Of a cell of the column, or more: a list is taken to hold the longest item all along.
  [[nodiscard]] std::uint64_t longest(const ColumnSections& column) const {
    const ColumnSchema& said = schema(column.ref);
    if (said.type == CellType::text) return longest_of(layout, column.texts);
    if (said.type == CellType::reference) return longest_of(layout, ids_of(said.target));
    if (column.lists.offsets == nullptr) return kNumberBytesMax;
    const std::uint64_t item =
        longest_of(layout, said.type == CellType::texts ? column.texts : ids_of(said.target));
    const auto offsets = numbers_of<std::uint64_t>(layout, *column.lists.offsets);
    std::uint64_t items = 0;
    for (std::size_t i = 1; i < offsets.size(); ++i) {
      items = std::max(items, offsets[i] - offsets[i - 1]);
    }
    return items * (item + 1);
  }

  // By code of the column; nothing where its cells are short.
  [[nodiscard]] Lengths lengths(const ColumnSections& column) const {
    const ColumnSchema& said = schema(column.ref);
    if (said.type == CellType::text) return lengths_of(layout, column.texts);
    if (said.type == CellType::reference) return lengths_of(layout, ids_of(said.target));
    if (column.lists.offsets == nullptr) return {};
    const Lengths items =
        lengths_of(layout, said.type == CellType::texts ? column.texts : ids_of(said.target));
    const auto codes = numbers_of<std::uint32_t>(layout, *column.lists.items);
    const auto offsets = numbers_of<std::uint64_t>(layout, *column.lists.offsets);
    Lengths lists;
    lists.reserve(offsets.size());
    for (std::size_t i = 1; i < offsets.size(); ++i) {
      std::uint64_t bytes = 0;
      for (std::uint64_t at = offsets[i - 1]; at < offsets[i]; ++at) bytes += 1 + items[codes[at]];
      lists.push_back(bytes);
    }
    return lists;
  }
};

// No sum here overflows: a length is at most 2^20, a table has at most 2^32 rows.
std::uint64_t sum_over(std::span<const std::uint32_t> codes, const Lengths& lengths) {
  return parallel_reduce(
      codes.size(), 0, std::uint64_t{0},
      [&](Chunk chunk) {
        std::uint64_t bytes = 0;
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
          if (codes[row] < lengths.size()) bytes += lengths[codes[row]];
        }
        return bytes;
      },
      [](std::uint64_t& total, std::uint64_t part) { total += part; });
}

}  // namespace

std::uint64_t text_bytes(const Layout& layout, const Sections& sections, const TableSections& table,
                         std::uint64_t enough) {
  const std::uint64_t rows = layout.tables[static_cast<std::size_t>(table.id)].rows;
  const Sizer sizer{layout, sections};
  const std::uint64_t ids = table.ids.bytes == nullptr ? 0 : table.ids.bytes->bytes;
  std::uint64_t most = ids;
  for (const ColumnSections& column : table.columns) {
    most += rows * sizer.longest(column);
  }
  if (most <= enough) return most;
  std::uint64_t bytes = ids;
  for (const ColumnSections& column : table.columns) {
    const Lengths lengths = sizer.lengths(column);
    if (!lengths.empty())
      bytes += sum_over(numbers_of<std::uint32_t>(layout, *column.cells), lengths);
  }
  return bytes;
}

}  // namespace relook::store
