// SPDX-License-Identifier: Apache-2.0
#include "store/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <tuple>
#include <utility>

#include "estate/column.hpp"

namespace relook::store {
namespace {

using estate::CellType;
using estate::ColumnRef;
using estate::TableId;

std::unexpected<Error> invalid(std::string message) {
  return failure(ErrorKind::invalid_input, std::move(message));
}

template <class T>
T object_at(std::span<const std::byte> bytes, std::size_t at) {
  T object;
  std::memcpy(&object, bytes.data() + at, sizeof object);
  return object;
}

constexpr std::size_t kTablesAt = sizeof(Header);
constexpr std::size_t kSectionsAt = kTablesAt + estate::kEstateTableCount * sizeof(PackedTable);

Result<Header> read_header(std::span<const std::byte> bytes) {
  constexpr std::size_t kMagicBytes = sizeof(Header::magic);
  if (bytes.size() < kMagicBytes || std::memcmp(bytes.data(), kMagic.data(), kMagicBytes) != 0) {
    return invalid(
        "is not an estate: neither a folder with estate.toml in it nor a file that relook pack "
        "wrote; give one of these");
  }
  if (bytes.size() < sizeof(Header)) return invalid("is cut short: it ends in its header");
  const auto header = object_at<Header>(bytes, 0);
  if (header.byte_order == kOtherByteOrder) {
    return invalid(
        "was packed on a machine of the other byte order; pack the folder again on this one");
  }
  if (header.byte_order != kByteOrder) return invalid("is damaged: its byte order is none");
  if (header.version != kVersion) {
    return invalid(fmt::format(
        "is a packed file of version {}; this relook reads version {}: pack the folder again",
        header.version, kVersion));
  }
  if (header.file_bytes > bytes.size()) {
    return invalid(
        fmt::format("is cut short: {} of {} bytes are there", bytes.size(), header.file_bytes));
  }
  if (header.file_bytes < bytes.size()) {
    return invalid(fmt::format("has {} bytes behind its end", bytes.size() - header.file_bytes));
  }
  if (header.schema != schema_digest()) {
    return invalid("was packed by a relook whose tables have other columns; pack the folder again");
  }
  if (header.tables != estate::kEstateTableCount || header.sections > kSectionsMax ||
      kSectionsAt + header.sections * sizeof(Section) + sizeof(Sum) > bytes.size()) {
    return invalid("is damaged: its table of contents is larger than itself");
  }
  return header;
}

// Hands out the sections one after the other.
struct Cursor {
  const Layout& layout;
  std::size_t next = 0;

  const Section* take(SectionKind kind, ColumnRef ref) {
    if (next == layout.sections.size()) return nullptr;
    const Section& section = layout.sections[next];
    if (section.kind != kind || section.table != static_cast<std::uint16_t>(ref.table) ||
        section.column != ref.column) {
      return nullptr;
    }
    ++next;
    return &section;
  }
  // Offsets and what they point into.
  std::pair<const Section*, const Section*> take_pool(SectionKind offsets, SectionKind items,
                                                      ColumnRef ref) {
    const Section* const first = take(offsets, ref);
    const Section* const second = first == nullptr ? nullptr : take(items, ref);
    if (second == nullptr) return {};
    const bool whole = first->bytes >= sizeof(std::uint64_t) &&
                       first->bytes % sizeof(std::uint64_t) == 0 &&
                       entries_of(*first) <= estate::kCodeMax;
    return whole ? std::pair(first, second) : std::pair<const Section*, const Section*>();
  }
  bool take_texts(SectionKind offsets, SectionKind bytes, ColumnRef ref, TextSections& out) {
    std::tie(out.offsets, out.bytes) = take_pool(offsets, bytes, ref);
    return out.offsets != nullptr;
  }
};

std::string missing(std::string_view what) {
  return fmt::format("is damaged: {} is missing or has another length", what);
}

std::size_t width_of(CellType type) {
  return type == CellType::quantity ? sizeof(std::int64_t) : sizeof(std::uint32_t);
}

// A column that is there. Empty where all is well, else what is missing.
std::string take_column(Cursor& cursor, std::uint64_t rows, ColumnSections& column) {
  const CellType type = schema(column.ref).type;
  const std::string name =
      fmt::format("{}.{}", schema(column.ref.table).name, schema(column.ref).name);
  if (column.cells->bytes != rows * width_of(type)) return missing(name);
  if (type == CellType::text || type == CellType::texts) {
    if (!cursor.take_texts(SectionKind::text_offsets, SectionKind::text_bytes, column.ref,
                           column.texts)) {
      return missing("the dictionary of " + name);
    }
  }
  if (type == CellType::texts || type == CellType::references) {
    std::tie(column.lists.offsets, column.lists.items) =
        cursor.take_pool(SectionKind::list_offsets, SectionKind::list_items, column.ref);
    if (column.lists.offsets == nullptr || column.lists.items->bytes % sizeof(std::uint32_t) != 0) {
      return missing("the dictionary of " + name);
    }
  }
  return {};
}

std::string take_table(Cursor& cursor, TableId id, TableSections& out) {
  const estate::TableSchema& table = schema(id);
  const PackedTable& said = cursor.layout.tables[static_cast<std::size_t>(id)];
  const std::string_view name = table.name;
  if (table.has_ids()) {
    if (!cursor.take_texts(SectionKind::id_offsets, SectionKind::id_bytes, {id, 0}, out.ids) ||
        entries_of(*out.ids.offsets) != said.rows) {
      return missing(fmt::format("{}.id", name));
    }
  } else if (said.present == 0 && said.rows != 0) {
    return fmt::format("is damaged: {} is missing and has rows", name);
  }
  if (said.present == 0) return {};
  const auto count = static_cast<std::uint8_t>(table.columns.size());
  for (std::uint8_t i = table.has_ids() ? 1 : 0; i < count; ++i) {
    ColumnSections column{.ref = {id, i}, .cells = cursor.take(SectionKind::cells, {id, i})};
    if (column.cells != nullptr) {
      if (std::string why = take_column(cursor, said.rows, column); !why.empty()) return why;
      out.columns.push_back(column);
    } else if (table.columns[i].has(estate::kKey)) {
      return missing(fmt::format("{}.{}", name, table.columns[i].name));
    }
  }
  // Else a file of a few bytes could claim rows without end.
  if (!table.has_ids() && out.columns.empty() && said.rows > 0) {
    return fmt::format("is damaged: {} has rows and no columns", name);
  }
  return {};
}

bool all_zero(std::span<const std::byte> bytes) {
  return std::ranges::all_of(bytes, [](std::byte byte) { return byte == std::byte{}; });
}

}  // namespace

Result<Layout> read_layout(std::span<const std::byte> bytes) {
  const Result<Header> header = read_header(bytes);
  if (!header) return std::unexpected(header.error());
  Layout layout{bytes, {}, {}};
  std::size_t at = kTablesAt;
  for (PackedTable& table : layout.tables) {
    table = object_at<PackedTable>(bytes, at);
    at += sizeof(PackedTable);
  }
  for (std::uint32_t i = 0; i < header->sections; ++i, at += sizeof(Section)) {
    layout.sections.push_back(object_at<Section>(bytes, at));
  }
  if (sum_of(bytes.first(at)) != object_at<Sum>(bytes, at)) {
    return invalid("is damaged: its header or table of contents was altered");
  }
  std::uint64_t end = at + sizeof(Sum);
  for (const Section& section : layout.sections) {
    const std::uint64_t begin = aligned(end);
    if (section.offset != begin || begin > bytes.size() || section.bytes > bytes.size() - begin) {
      return invalid("is damaged: " + section_name(section) + " lies where it cannot");
    }
    if (!all_zero(bytes.subspan(end, begin - end))) {
      return invalid("is damaged: something stands in front of " + section_name(section));
    }
    end = begin + section.bytes;
  }
  if (end != bytes.size()) return invalid("is damaged: something stands behind its last section");
  for (std::size_t t = 0; t < layout.tables.size(); ++t) {
    const PackedTable& table = layout.tables[t];
    const bool good = table.present <= 1 && table.zero == 0 && table.rows <= estate::kCodeMax &&
                      (table.present == 1 || table.digest == Digest{}) &&
                      (is_columnar(static_cast<TableId>(t)) || table.rows == 0);
    if (!good) {
      return invalid(
          fmt::format("is damaged: what it says of {} cannot be", estate::schema()[t].name));
    }
  }
  return layout;
}

Result<Sections> find_sections(const Layout& layout) {
  Sections out;
  Cursor cursor{layout};
  out.manifest = cursor.take(SectionKind::manifest, {TableId::operators, 0});
  if (out.manifest == nullptr) return invalid(missing("the manifest"));
  for (std::size_t t = 0; t < estate::kEstateTableCount; ++t) {
    const auto id = static_cast<TableId>(t);
    if (is_columnar(id)) {
      TableSections table{.id = id};
      if (std::string why = take_table(cursor, id, table); !why.empty()) return invalid(why);
      out.tables.push_back(std::move(table));
    } else if (layout.tables[t].present == 1) {
      const Section* const csv = cursor.take(SectionKind::csv, {id, 0});
      if (csv == nullptr) return invalid(missing(schema(id).name));
      (id == TableId::vendors ? out.vendors_csv : out.ownership_csv) = csv;
    }
  }
  const ColumnRef vendors{TableId::vendors, 0};
  if (!cursor.take_texts(SectionKind::id_offsets, SectionKind::id_bytes, vendors, out.vendor_ids)) {
    return invalid(missing("vendors.id"));
  }
  if (!cursor.take_texts(SectionKind::spelling_offsets, SectionKind::spelling_bytes, vendors,
                         out.spellings)) {
    return invalid(missing("the dictionary of the vendors' spellings"));
  }
  out.spelling_vendors = cursor.take(SectionKind::spelling_vendors, vendors);
  if (out.spelling_vendors == nullptr ||
      out.spelling_vendors->bytes != entries_of(*out.spellings.offsets) * sizeof(std::uint32_t)) {
    return invalid(missing("whom the vendors' spellings mean"));
  }
  if (cursor.next != layout.sections.size()) {
    return invalid("is damaged: it holds " + section_name(layout.sections[cursor.next]) +
                   ", which should not be there");
  }
  return out;
}

}  // namespace relook::store
