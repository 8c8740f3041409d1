// SPDX-License-Identifier: Apache-2.0
// What lies where in a packed file, before anything of it is looked at. Private to the module.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "estate/schema.hpp"
#include "store/format.hpp"

namespace relook::store {

struct Layout {
  std::span<const std::byte> bytes;
  std::array<PackedTable, estate::kEstateTableCount> tables;
  std::vector<Section> sections;

  [[nodiscard]] std::span<const std::byte> bytes_of(const Section& section) const {
    return bytes.subspan(section.offset, section.bytes);
  }
};

/// Header and table of contents: of this version, byte order and schema, undamaged, each section
/// inside the file and where it must be, zeros between them, nothing behind. What stands in the
/// sections is not looked at.
[[nodiscard]] Result<Layout> read_layout(std::span<const std::byte> bytes);

/// The sections that a dictionary of texts, or of lists, takes.
struct TextSections {
  const Section* offsets = nullptr;
  const Section* bytes = nullptr;
};
struct ListSections {
  const Section* offsets = nullptr;
  const Section* items = nullptr;
};

struct ColumnSections {
  estate::ColumnRef ref;
  const Section* cells = nullptr;
  TextSections texts = {};
  ListSections lists = {};
};

struct TableSections {
  estate::TableId id;
  TextSections ids = {};
  std::vector<ColumnSections> columns = {};  ///< the present ones
};

/// The sections by what they hold. Every length fits: cells to rows, offsets to whole numbers, ids
/// to rows.
struct Sections {
  const Section* manifest = nullptr;
  const Section* vendors_csv = nullptr;    ///< null where the table is missing
  const Section* ownership_csv = nullptr;  ///< as vendors_csv
  std::vector<TableSections> tables;       ///< the columnar ones
  TextSections vendor_ids;
  TextSections spellings;
  const Section* spelling_vendors = nullptr;
};

/// Fails where a section is missing, has another length or should not be there. Points into the
/// layout.
[[nodiscard]] Result<Sections> find_sections(const Layout& layout);

/// How many texts or lists offsets of so many bytes are for.
[[nodiscard]] inline std::uint64_t entries_of(const Section& offsets) {
  return offsets.bytes / sizeof(std::uint64_t) - 1;
}

}  // namespace relook::store
